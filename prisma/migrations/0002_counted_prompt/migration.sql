-- Counts depend on the student's prompt too. What was counted before does not say under which version: it is counted again.
ALTER TABLE "revision" ADD COLUMN "counted_prompt_id" INTEGER;

-- Entries that wait to be counted: few, and looked for every few seconds.
CREATE INDEX "revision_uncounted" ON "revision" ("id") WHERE "tokenizer" = '';

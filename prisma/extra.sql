-- What the schema language cannot say; migrations hold it too, and a test compares both.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Text search over problems and trajectories: substring and regular expression, both by trigrams.
CREATE INDEX "problem_text_trgm" ON "problem" USING gin ("text" gin_trgm_ops);
CREATE INDEX "trajectory_body_text_trgm" ON "trajectory_body" USING gin ("text" gin_trgm_ops);

-- Entries that wait to be counted: few, and looked for every few seconds.
CREATE INDEX "revision_uncounted" ON "revision" ("id") WHERE "tokenizer" = '';

-- What workers lease from: only live units, in the order they are taken.
CREATE INDEX "unit_ready" ON "unit" ("run_id", "policy_id", "what" DESC, "id") WHERE "state" IN ('waiting', 'leased');

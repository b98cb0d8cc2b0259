-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "RunKind" AS ENUM ('teach', 'distill', 'benchmark', 'training', 'export', 'import');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'paused', 'done', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "UnitState" AS ENUM ('waiting', 'leased', 'done', 'cancelled', 'needs-attention');

-- CreateEnum
CREATE TYPE "UnitWhat" AS ENUM ('first', 'grade-first', 'second', 'grade-second', 'splice');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('correct', 'incorrect', 'undecided');

-- CreateEnum
CREATE TYPE "PairCase" AS ENUM ('0,1', '1,1', '1,0', '0,0');

-- CreateEnum
CREATE TYPE "Buffer" AS ENUM ('T1', 'T2');

-- CreateEnum
CREATE TYPE "EntryState" AS ENUM ('active', 'withdrawn');

-- CreateEnum
CREATE TYPE "VerdictValue" AS ENUM ('pending', 'accepted', 'rejected', 'needs-edit');

-- CreateEnum
CREATE TYPE "PolicyKind" AS ENUM ('openai-compatible', 'recorded');

-- CreateEnum
CREATE TYPE "PromptUse" AS ENUM ('strategy-first', 'strategy-second', 'student');

-- CreateEnum
CREATE TYPE "TransitionKind" AS ENUM ('correction', 'verification');

-- CreateEnum
CREATE TYPE "Placement" AS ENUM ('opens-think', 'inside-think', 'own-think');

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "settings" JSONB NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "strategy" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "subset_name" TEXT NOT NULL,
    "sign" TEXT NOT NULL,
    "uses_tools" BOOLEAN NOT NULL,
    "policy_id" INTEGER,

    CONSTRAINT "strategy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "strategy_id" INTEGER,
    "use" "PromptUse" NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transition_template" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "from_strategy_id" INTEGER NOT NULL,
    "to_strategy_id" INTEGER NOT NULL,
    "kind" "TransitionKind" NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "text" TEXT NOT NULL,
    "placement" "Placement" NOT NULL,
    "for_first_without_code" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "transition_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "PolicyKind" NOT NULL,
    "is_embedded" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL,
    "key_cipher" BYTEA,
    "last_test" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "content_sha256" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "difficulty" DOUBLE PRECISION,
    "topic" TEXT NOT NULL DEFAULT '',
    "favoured_strategy_id" INTEGER,
    "held_out" BOOLEAN NOT NULL DEFAULT false,
    "extra" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "kind" "RunKind" NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "settings" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "tokens" BIGINT NOT NULL DEFAULT 0,
    "cost_micros" BIGINT NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "what" "UnitWhat" NOT NULL,
    "state" "UnitState" NOT NULL DEFAULT 'waiting',
    "policy_id" INTEGER,
    "needs_tools" BOOLEAN NOT NULL DEFAULT false,
    "lease" INTEGER NOT NULL DEFAULT 0,
    "leased_by" TEXT NOT NULL DEFAULT '',
    "leased_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason_code" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "lease" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL,
    "request_sha256" TEXT NOT NULL,
    "request" BYTEA NOT NULL,
    "response" BYTEA NOT NULL,
    "model" TEXT NOT NULL DEFAULT '',
    "finish_reason" TEXT NOT NULL DEFAULT '',
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "latency_ms" INTEGER NOT NULL DEFAULT 0,
    "adopted_from_lease" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trajectory" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "policy_id" INTEGER NOT NULL,
    "strategy_id" INTEGER NOT NULL,
    "run_id" INTEGER,
    "prompt_id" INTEGER,
    "sent_sha256" TEXT NOT NULL DEFAULT '',
    "is_recorded" BOOLEAN NOT NULL DEFAULT false,
    "conditioned_on_first" BOOLEAN NOT NULL DEFAULT false,
    "content_sha256" TEXT NOT NULL,
    "generated_tokens" INTEGER NOT NULL DEFAULT 0,
    "executor_tokens" INTEGER NOT NULL DEFAULT 0,
    "characters" INTEGER NOT NULL DEFAULT 0,
    "code_blocks" INTEGER NOT NULL DEFAULT 0,
    "code_failures" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER NOT NULL DEFAULT 0,
    "is_truncated" BOOLEAN NOT NULL DEFAULT false,
    "findings" TEXT[],
    "outcome" "Outcome",
    "extracted" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trajectory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trajectory_body" (
    "trajectory_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "spans" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "tool_runs" JSONB NOT NULL DEFAULT '[]',
    "fixes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "trajectory_body_pkey" PRIMARY KEY ("trajectory_id")
);

-- CreateTable
CREATE TABLE "grade" (
    "id" SERIAL NOT NULL,
    "trajectory_id" INTEGER NOT NULL,
    "grader" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "outcome" "Outcome" NOT NULL,
    "extracted" TEXT,
    "reason" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "ms" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grade_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grade_cache" (
    "sha256" TEXT NOT NULL,
    "outcome" "Outcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grade_cache_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "override" (
    "id" SERIAL NOT NULL,
    "trajectory_id" INTEGER NOT NULL,
    "outcome" "Outcome",
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "run_id" INTEGER,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "z" INTEGER NOT NULL,
    "first_strategy_id" INTEGER NOT NULL,
    "first_id" INTEGER,
    "second_id" INTEGER,
    "case_of" "PairCase",
    "reason" TEXT NOT NULL DEFAULT '',
    "is_latest" BOOLEAN NOT NULL DEFAULT false,
    "grades_inferred" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "favoured_strategy_id" INTEGER,
    "first_outcome" "Outcome",
    "second_outcome" "Outcome",
    "verdict" "VerdictValue",
    "tokens" INTEGER,
    "trained_tokens" INTEGER,
    "findings" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "buffer" "Buffer" NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "state" "EntryState" NOT NULL DEFAULT 'active',
    "current_id" INTEGER,
    "verdict" "VerdictValue" NOT NULL DEFAULT 'pending',
    "is_altered" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" SERIAL NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "parent_id" INTEGER,
    "author" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "case_of" "PairCase" NOT NULL,
    "pieces" JSONB NOT NULL,
    "left_out" JSONB NOT NULL,
    "first_id" INTEGER NOT NULL,
    "second_id" INTEGER,
    "transition" TEXT,
    "placement" "Placement",
    "template_id" INTEGER,
    "findings" JSONB NOT NULL,
    "tokenizer" TEXT NOT NULL DEFAULT '',
    "tokens" INTEGER,
    "trained_tokens" INTEGER,
    "tokens_by_role" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "id" SERIAL NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "value" "VerdictValue" NOT NULL,
    "undoes_id" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_rule" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "buffer" "Buffer" NOT NULL,
    "rule" JSONB NOT NULL,
    "preview" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "balance_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "buffer" "Buffer" NOT NULL,
    "name" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "manifest" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_row" (
    "dataset_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "revision_id" INTEGER NOT NULL,
    "split" TEXT NOT NULL DEFAULT 'train',
    "row_sha256" TEXT NOT NULL,
    "tokens" INTEGER,
    "trained_tokens" INTEGER,

    CONSTRAINT "dataset_row_pkey" PRIMARY KEY ("dataset_id","position")
);

-- CreateTable
CREATE TABLE "dataset_drop" (
    "dataset_id" INTEGER NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "dataset_drop_pkey" PRIMARY KEY ("dataset_id","pair_id")
);

-- CreateTable
CREATE TABLE "export" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "path" TEXT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "files" JSONB NOT NULL DEFAULT '[]',
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "project_id" INTEGER,
    "subject" TEXT NOT NULL,
    "before" TEXT NOT NULL DEFAULT '',
    "after" TEXT NOT NULL DEFAULT '',
    "details" JSONB NOT NULL DEFAULT '{}',
    "previous" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_state" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "system_state_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_name_key" ON "project"("name");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_project_id_position_key" ON "strategy"("project_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "strategy_project_id_name_key" ON "strategy"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_project_id_strategy_id_use_version_key" ON "prompt"("project_id", "strategy_id", "use", "version");

-- CreateIndex
CREATE UNIQUE INDEX "transition_template_project_id_from_strategy_id_to_strategy_key" ON "transition_template"("project_id", "from_strategy_id", "to_strategy_id", "kind", "name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "policy_project_id_name_key" ON "policy"("project_id", "name");

-- CreateIndex
CREATE INDEX "problem_project_id_favoured_strategy_id_idx" ON "problem"("project_id", "favoured_strategy_id");

-- CreateIndex
CREATE UNIQUE INDEX "problem_project_id_content_sha256_key" ON "problem"("project_id", "content_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "problem_project_id_ordinal_key" ON "problem"("project_id", "ordinal");

-- CreateIndex
CREATE INDEX "run_project_id_id_idx" ON "run"("project_id", "id");

-- CreateIndex
CREATE INDEX "run_status_idx" ON "run"("status");

-- CreateIndex
CREATE INDEX "unit_state_not_before_id_idx" ON "unit"("state", "not_before", "id");

-- CreateIndex
CREATE INDEX "unit_run_id_state_idx" ON "unit"("run_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "unit_pair_id_what_run_id_key" ON "unit"("pair_id", "what", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_unit_id_lease_turn_key" ON "call"("unit_id", "lease", "turn");

-- CreateIndex
CREATE INDEX "trajectory_project_id_id_idx" ON "trajectory"("project_id", "id");

-- CreateIndex
CREATE INDEX "trajectory_project_id_policy_id_id_idx" ON "trajectory"("project_id", "policy_id", "id");

-- CreateIndex
CREATE INDEX "trajectory_project_id_problem_id_idx" ON "trajectory"("project_id", "problem_id");

-- CreateIndex
CREATE INDEX "grade_trajectory_id_id_idx" ON "grade"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "override_trajectory_id_id_idx" ON "override"("trajectory_id", "id");

-- CreateIndex
CREATE INDEX "pair_project_id_id_idx" ON "pair"("project_id", "id");

-- CreateIndex
CREATE INDEX "pair_project_id_is_latest_case_of_first_strategy_id_favoure_idx" ON "pair"("project_id", "is_latest", "case_of", "first_strategy_id", "favoured_strategy_id", "id");

-- CreateIndex
CREATE INDEX "pair_project_id_verdict_id_idx" ON "pair"("project_id", "verdict", "id");

-- CreateIndex
CREATE INDEX "pair_first_id_idx" ON "pair"("first_id");

-- CreateIndex
CREATE INDEX "pair_second_id_idx" ON "pair"("second_id");

-- CreateIndex
CREATE UNIQUE INDEX "pair_problem_id_attempt_key" ON "pair"("problem_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "entry_pair_id_key" ON "entry"("pair_id");

-- CreateIndex
CREATE UNIQUE INDEX "entry_current_id_key" ON "entry"("current_id");

-- CreateIndex
CREATE INDEX "entry_project_id_buffer_state_verdict_id_idx" ON "entry"("project_id", "buffer", "state", "verdict", "id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_entry_id_n_key" ON "revision"("entry_id", "n");

-- CreateIndex
CREATE INDEX "verdict_revision_id_id_idx" ON "verdict"("revision_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "balance_rule_project_id_buffer_key" ON "balance_rule"("project_id", "buffer");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_project_id_name_key" ON "dataset"("project_id", "name");

-- CreateIndex
CREATE INDEX "dataset_row_revision_id_idx" ON "dataset_row"("revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "export_run_id_key" ON "export"("run_id");

-- CreateIndex
CREATE INDEX "export_dataset_id_id_idx" ON "export"("dataset_id", "id");

-- CreateIndex
CREATE INDEX "audit_project_id_id_idx" ON "audit"("project_id", "id");

-- CreateIndex
CREATE INDEX "audit_subject_id_idx" ON "audit"("subject", "id");

-- AddForeignKey
ALTER TABLE "strategy" ADD CONSTRAINT "strategy_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strategy" ADD CONSTRAINT "strategy_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_strategy_id_fkey" FOREIGN KEY ("strategy_id") REFERENCES "strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition_template" ADD CONSTRAINT "transition_template_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition_template" ADD CONSTRAINT "transition_template_from_strategy_id_fkey" FOREIGN KEY ("from_strategy_id") REFERENCES "strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transition_template" ADD CONSTRAINT "transition_template_to_strategy_id_fkey" FOREIGN KEY ("to_strategy_id") REFERENCES "strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy" ADD CONSTRAINT "policy_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_favoured_strategy_id_fkey" FOREIGN KEY ("favoured_strategy_id") REFERENCES "strategy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_strategy_id_fkey" FOREIGN KEY ("strategy_id") REFERENCES "strategy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory" ADD CONSTRAINT "trajectory_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trajectory_body" ADD CONSTRAINT "trajectory_body_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grade" ADD CONSTRAINT "grade_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "override" ADD CONSTRAINT "override_trajectory_id_fkey" FOREIGN KEY ("trajectory_id") REFERENCES "trajectory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_first_strategy_id_fkey" FOREIGN KEY ("first_strategy_id") REFERENCES "strategy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_favoured_strategy_id_fkey" FOREIGN KEY ("favoured_strategy_id") REFERENCES "strategy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "trajectory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "trajectory"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_current_id_fkey" FOREIGN KEY ("current_id") REFERENCES "revision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "transition_template"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_rule" ADD CONSTRAINT "balance_rule_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_row" ADD CONSTRAINT "dataset_row_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_row" ADD CONSTRAINT "dataset_row_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_drop" ADD CONSTRAINT "dataset_drop_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say. Appended to the first migration by scripts/make-migration.ts.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Text search over problems and trajectories: substring and regular expression, both by trigrams.
CREATE INDEX "problem_text_trgm" ON "problem" USING gin ("text" gin_trgm_ops);
CREATE INDEX "trajectory_body_text_trgm" ON "trajectory_body" USING gin ("text" gin_trgm_ops);

-- What workers lease from: only live units, in the order they are taken.
CREATE INDEX "unit_ready" ON "unit" ("run_id", "policy_id", "what" DESC, "id") WHERE "state" IN ('waiting', 'leased');

import type { Manifest } from "../dataset/schema.ts";
import type { FormatName } from "../method/formats/schema.ts";
import type { FileKind } from "./schema.ts";

export interface ConfigFacts {
  readonly manifest: Manifest;
  readonly file: FileKind;
  readonly trainFile: string;
  /** Null when the dataset has no split. */
  readonly validationFile: string | null;
}

export interface SampleConfig {
  /** What follows the stem in the file's name. */
  readonly suffix: string;
  readonly text: string;
}

/** A configuration that the format's trainer takes as it is; the model is the one thing to fill in. */
export function sampleConfig(format: FormatName, facts: ConfigFacts): SampleConfig {
  return makers[format](facts);
}

type Maker = (facts: ConfigFacts) => SampleConfig;

const defaultLength = 16_384;
const lengthOf = (facts: ConfigFacts) => facts.manifest.rule.maxTokens ?? defaultLength;
const loaderOf = (file: FileKind) => (file === "jsonl" ? "json" : "parquet");

function trl(more: readonly string[], note: string): Maker {
  return (facts) => ({
    suffix: "sft.yaml",
    text: lines([
      `# trl sft --config THIS_FILE   (TRL 0.20 or newer). ${note}`,
      "model_name_or_path: YOUR_BASE_MODEL",
      "datasets:",
      `  - path: ${loaderOf(facts.file)}`,
      "    data_files:",
      `      train: ${facts.trainFile}`,
      ...(facts.validationFile ? [`      test: ${facts.validationFile}`] : []),
      `# TRL's own default is 1024, which would cut almost every row.`,
      `max_length: ${lengthOf(facts)}`,
      ...more,
      "num_train_epochs: 4",
      "learning_rate: 1.0e-5",
      "optim: adamw_torch",
      "per_device_train_batch_size: 1",
      "packing: false",
      `eval_strategy: "no"`,
      "output_dir: ./student",
    ]),
  });
}

const axolotl: Maker = (facts) => ({
  suffix: "yaml",
  text: lines([
    "# axolotl train THIS_FILE",
    "base_model: YOUR_BASE_MODEL",
    "datasets:",
    `  - path: ${facts.trainFile}`,
    `    ds_type: ${loaderOf(facts.file)}`,
    "    type: input_output",
    ...(facts.validationFile
      ? [
          "test_datasets:",
          `  - path: ${facts.validationFile}`,
          `    ds_type: ${loaderOf(facts.file)}`,
          "    split: train",
          "    type: input_output",
        ]
      : ["val_set_size: 0"]),
    "# With true, the untrained segments would be trained as well.",
    "train_on_inputs: false",
    `sequence_len: ${lengthOf(facts)}`,
    "sample_packing: false",
    "num_epochs: 4",
    "learning_rate: 1.0e-5",
    "optimizer: adamw_torch",
    "micro_batch_size: 1",
    "gradient_accumulation_steps: 1",
    "output_dir: ./student",
  ]),
});

/** Python that a trainer can import: segments to ids and labels by the offsets of one tokenisation. */
const segments: Maker = (facts) => ({
  suffix: "load.py",
  text: lines([
    `"""Rows of ${facts.trainFile} as input_ids and labels for any Hugging Face trainer."""`,
    "from datasets import load_dataset",
    "from transformers import AutoTokenizer",
    "",
    `MAX_LENGTH = ${lengthOf(facts)}`,
    `tokenizer = AutoTokenizer.from_pretrained("YOUR_BASE_MODEL")`,
    "",
    "",
    "def encode(row):",
    `    text = "".join(segment["text"] for segment in row["segments"])`,
    `    trained = [segment["trained"] for segment in row["segments"] for _ in segment["text"]]`,
    "    enc = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)",
    `    ids = enc["input_ids"] + [tokenizer.eos_token_id]`,
    "    # A token that straddles an untrained character is not trained.",
    `    labels = [i if all(trained[a:b]) else -100 for i, (a, b) in zip(enc["input_ids"], enc["offset_mapping"])]`,
    `    return {"input_ids": ids, "labels": labels + [tokenizer.eos_token_id]}`,
    "",
    "",
    `files = {"train": "${facts.trainFile}"${facts.validationFile ? `, "validation": "${facts.validationFile}"` : ""}}`,
    `rows = load_dataset("${loaderOf(facts.file)}", data_files=files)`,
    `rows = rows.map(encode, remove_columns=["id", "problem", "segments"])`,
    `rows = rows.filter(lambda row: len(row["input_ids"]) <= MAX_LENGTH)`,
  ]),
});

const dualdistill: Maker = (facts) => ({
  suffix: "load.py",
  text: lines([
    `"""Rows of ${facts.trainFile} for the released DualDistill code (columns problem, synthetic_data)."""`,
    "from datasets import load_dataset",
    "",
    `files = {"train": "${facts.trainFile}"${facts.validationFile ? `, "validation": "${facts.validationFile}"` : ""}}`,
    `rows = load_dataset("${loaderOf(facts.file)}", data_files=files)`,
    "# That code masks by wording: read the notes beside this file before training.",
    `rows["train"].to_json("data/train.jsonl")`,
  ]),
});

const makers: Readonly<Record<FormatName, Maker>> = {
  trl: trl([], "input_ids and labels are used as they are."),
  segments,
  axolotl,
  dualdistill,
  messages: trl(
    [
      "assistant_only_loss: true",
      "# Where TRL misses {% generation %} markers in the model's chat template, name a template that has them,",
      "# or export prompt-completion, which needs none.",
      "# chat_template_path: YOUR_TEMPLATE.jinja",
    ],
    "The chat template must mark what the assistant wrote.",
  ),
  "prompt-completion": trl(["completion_only_loss: true"], "The loss is on the completion alone."),
};

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

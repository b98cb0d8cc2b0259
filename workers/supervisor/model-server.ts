import { randomBytes } from "node:crypto";
import { z } from "zod";
import { dataDir } from "#lib/env.ts";
import { messageOf } from "#lib/errors.ts";
import { systemActor } from "#lib/member/actor.ts";
import { recordSystemState } from "#lib/system/mutations.ts";
import type { SystemFact } from "#lib/system/schema.ts";
import { embeddedModel, modelFilePath } from "../../scripts/model-file.mjs";
import { modelServerEnv } from "../model-server/environment.ts";
import { prepared } from "../preparation.ts";
import { SupervisedChild } from "./child.ts";

/** The one line the model server prints about itself. */
const readyLineSchema = z.discriminatedUnion("ready", [
  z.object({
    ready: z.literal(true),
    port: z.int().positive(),
    model: z.string().default(""),
    tokensPerSecond: z.number().optional(),
  }),
  z.object({ ready: z.literal(false), message: z.string() }),
]);

interface ModelServerOptions {
  readonly say: (line: string) => void;
  readonly log: (line: string) => void;
  /** Its process began or ended. */
  readonly onChange: () => void;
}

/** The embedded model's process, once its file is there. Whatever is wrong with it, everything else goes on. */
export function superviseModelServer({
  say,
  log,
  onChange,
}: ModelServerOptions): SupervisedChild & { begin(): void } {
  const token = randomBytes(24).toString("base64url");
  let refusal = "";

  const tell = (fact: Partial<SystemFact<"model-server">>) => {
    const value = {
      state: "starting",
      baseUrl: "",
      token: "",
      model: "",
      message: "",
      ...fact,
    } as const;
    recordSystemState(systemActor, "model-server", value).catch((error: unknown) =>
      log(messageOf(error)),
    );
  };

  const onLine = (line: string) => {
    const ready = readyLineSchema.safeParse(parseJson(line));
    if (!ready.success) return log(line);
    if (!ready.data.ready) {
      refusal = ready.data.message;
      return;
    }
    const { port, model, tokensPerSecond } = ready.data;
    say(`Embedded model ready (${model})`);
    tell({
      state: "ready",
      baseUrl: `http://127.0.0.1:${port}/v1`,
      token,
      model,
      ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
    });
  };

  const child = new SupervisedChild({
    name: "model-server",
    script: "workers/model-server/main.ts",
    args: [
      "--model",
      modelFilePath(dataDir()),
      "--sha256",
      embeddedModel.sha256,
      "--name",
      embeddedModel.name,
    ],
    environment: () => Promise.resolve(modelServerEnv(token)),
    onLine,
    onStart: onChange,
    onEnd: (how, willRestart) => {
      log(`model server ended (${how})`);
      const message = refusal || `The embedded model's process ended (${how}).`;
      tell({ state: willRestart ? "starting" : "unavailable", message });
      if (!willRestart) say(`Embedded model: ${message}`);
      onChange();
    },
  });

  const begin = async (): Promise<void> => {
    tell({ message: "The model file is being prepared." });
    const file = await prepared("model", say);
    if (file.ok) {
      tell({ message: "The model is being loaded." });
      child.start();
    } else {
      tell({ state: "unavailable", message: file.message });
      say(`Embedded model: ${file.message}`);
    }
  };
  return Object.assign(child, {
    begin: () => {
      begin().catch((error: unknown) => log(messageOf(error)));
    },
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

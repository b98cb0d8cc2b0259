import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";

const schemaPath = "prisma/schema.prisma";

/**
 * The SQL that makes an empty database match `prisma/schema.prisma`, then `prisma/extra.sql`: what the schema language
 * cannot say. The engine insists on a database to talk to and leaves it as it is.
 */
export async function schemaSql(connectionString: string): Promise<string> {
  loadEngine();
  const content = readFileSync(fromRoot(schemaPath), "utf8");
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [[schemaPath, content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString, idleTimeoutMillis: 10 })),
  );
  const diff = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  if (!diff.stdout) throw new Error("the schema engine gave no SQL");
  return `${diff.stdout.trim()}\n\n${readFileSync(fromRoot("prisma/extra.sql"), "utf8").trim()}\n`;
}

let isLoaded = false;

function loadEngine(): void {
  if (isLoaded) return;
  const wasm = fileURLToPath(
    import.meta
      .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
      .replace("_bg.js", "_bg.wasm"),
  );
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {
    "./schema_engine_bg.js": engineModule,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  isLoaded = true;
}

function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

import { PrismaPg } from "@prisma/adapter-pg";
import { databaseUrl } from "../../env.ts";
import { Unavailable } from "../../errors.ts";
import { Prisma, PrismaClient } from "../../generated/prisma/client.ts";

export { Prisma };
export type Db = PrismaClient;
/** Inside `db().$transaction(async (tx) => …)`. */
export type Tx = Prisma.TransactionClient;

// Next's hot reload evaluates modules again; the pool must survive that.
const held = globalThis as { studioDb?: PrismaClient };

/** The process's one client. Throws `Unavailable` when no database is configured. */
export function db(): Db {
  held.studioDb ??= connect(requireUrl());
  return held.studioDb;
}

function requireUrl(): string {
  const url = databaseUrl();
  if (!url) {
    throw new Unavailable(
      "No database: DATABASE_URL is not set. Start the Studio with `npm start`, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  }
  return url;
}

function connect(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({ connectionString, max: 10, connectionTimeoutMillis: 5_000 });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
}

/** Closes the pool; for the command line and tests. */
export async function closeDb(): Promise<void> {
  await held.studioDb?.$disconnect();
  delete held.studioDb;
}

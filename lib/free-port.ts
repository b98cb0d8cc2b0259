import { createServer } from "node:net";

/** A port on 127.0.0.1 that nobody listens on: `wanted` if it is free, else one the system picks. */
export async function freePort(wanted = 0): Promise<number> {
  return (
    (await bind(wanted)) ??
    (await bind(0)) ??
    Promise.reject(new Error("no free port on 127.0.0.1"))
  );
}

async function bind(port: number): Promise<number | null> {
  return await new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : null));
    });
  });
}

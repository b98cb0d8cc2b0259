/** What of a request decides whether it may pass; header names are lower case. */
export interface GuardedRequest {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

export interface Refusal {
  readonly status: 400 | 403 | 421;
  readonly message: string;
}

/** The names under which a browser on this machine reaches the port; nothing else is answered (DNS rebinding). */
export function allowedHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}

/** Null when the request may pass. Everything that can change something must come from one of our own pages. */
export function refusalOf(request: GuardedRequest, port: number): Refusal | null {
  const hosts = allowedHosts(port);
  if (!request.host) return { status: 400, message: "The request names no host." };
  if (!hosts.includes(request.host)) {
    return {
      status: 421,
      message: `This Studio does not answer to ${request.host}; open http://127.0.0.1:${port}.`,
    };
  }
  if (["GET", "HEAD"].includes(request.method)) return null;
  return isOwnOrigin(request.origin, port)
    ? null
    : {
        status: 403,
        message: `A ${request.method} request must come from a page of this Studio (its origin is ${request.origin ?? "missing"}).`,
      };
}

export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return allowedHosts(port).some((host) => origin === `http://${host}`);
}

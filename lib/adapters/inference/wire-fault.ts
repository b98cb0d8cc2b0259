import { fault } from "./fault.ts";
import type { Deadlines, InferenceFault } from "./schema.ts";
import { WireError, type WireReason } from "./wire.ts";

interface WireContext {
  readonly baseUrl: string;
  readonly deadlines: Deadlines;
  readonly maxBodyBytes: number;
  readonly hasConnected: boolean;
}

const ofReason: Readonly<Record<WireReason, (context: WireContext) => InferenceFault>> = {
  connect: ({ baseUrl, deadlines }) =>
    fault(
      "unreachable",
      `No connection to ${baseUrl} within ${seconds(deadlines.connectMs)}. Check the address and the network.`,
    ),
  "first-token": ({ baseUrl, deadlines }) =>
    fault(
      "timed-out",
      `${baseUrl} sent no token within ${seconds(deadlines.firstTokenMs)}. The server may be overloaded: lower the in-flight limit.`,
    ),
  idle: ({ baseUrl, deadlines }) =>
    fault(
      "timed-out",
      `${baseUrl} fell silent for ${seconds(deadlines.idleMs)} in the middle of its answer.`,
    ),
  total: ({ baseUrl, deadlines }) =>
    fault(
      "timed-out",
      `${baseUrl} did not finish within ${seconds(deadlines.totalMs)}. Raise the policy's time budget or lower the token budget.`,
    ),
  "too-large": ({ baseUrl, maxBodyBytes }) =>
    fault(
      "bad-response",
      `${baseUrl} sent more than ${Math.round(maxBodyBytes / 1_048_576)} MB for one answer; it was thrown away.`,
      {
        isRetryable: false,
      },
    ),
};

const ofSystemCode: Readonly<Record<string, (baseUrl: string) => InferenceFault>> = {
  ECONNREFUSED: (baseUrl) =>
    fault(
      "unreachable",
      `Nothing answers at ${baseUrl} (connection refused). Start the server or correct the base URL.`,
    ),
  ENOTFOUND: (baseUrl) =>
    fault("unreachable", `The host name of ${baseUrl} is not known. Correct the base URL.`, {
      isRetryable: false,
    }),
  EAI_AGAIN: (baseUrl) =>
    fault("unreachable", `The host name of ${baseUrl} cannot be looked up now. Check the network.`),
  ETIMEDOUT: (baseUrl) =>
    fault(
      "unreachable",
      `No connection to ${baseUrl} (timed out). Check the address and the network.`,
    ),
  EHOSTUNREACH: (baseUrl) =>
    fault("unreachable", `There is no route to ${baseUrl}. Check the address and the network.`),
  ENETUNREACH: (baseUrl) => fault("unreachable", `There is no network to reach ${baseUrl}.`),
  EPROTO: (baseUrl) =>
    fault(
      "misconfigured",
      `${baseUrl} does not speak TLS. Begin the base URL with http:// if the server has no certificate.`,
    ),
  HPE_INVALID_CONSTANT: (baseUrl) =>
    fault("misconfigured", `What answers at ${baseUrl} does not speak HTTP. Correct the base URL.`),
};

/** The outcome of a call that ended without a whole answer. `thrown` may be wrapped by the client. */
export function wireFault(thrown: unknown, context: WireContext): InferenceFault {
  for (const error of causes(thrown)) {
    if (error instanceof WireError) return ofReason[error.reason](context);
    const code = codeOf(error);
    const known = ofSystemCode[code];
    if (known) return known(context.baseUrl);
    if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
      return fault(
        "misconfigured",
        `The certificate of ${context.baseUrl} is not trusted (${code}). Use one that is, or plain http on a private network.`,
      );
    }
  }
  return context.hasConnected
    ? fault("cut", `${context.baseUrl} closed the connection before its answer was whole.`)
    : fault(
        "unreachable",
        `No connection to ${context.baseUrl}. Check the address and the network.`,
      );
}

function causes(thrown: unknown): Error[] {
  const found: Error[] = [];
  let current: unknown = thrown;
  while (current instanceof Error && found.length < 8) {
    found.push(current);
    if (current instanceof AggregateError)
      found.push(...current.errors.filter((e) => e instanceof Error));
    current = current.cause;
  }
  return found;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function seconds(ms: number): string {
  return `${ms >= 1000 ? Math.round(ms / 1000) : ms / 1000} s`;
}

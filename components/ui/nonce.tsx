"use client";

import { setNonce } from "get-nonce";
import { createContext, type ReactNode, useContext, useState } from "react";

const NonceContext = createContext<string | undefined>(undefined);

/** Hands the request's nonce to everything that injects a style element (Radix, CodeMirror). */
export function NonceProvider({
  nonce,
  children,
}: {
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}) {
  // The policy is the document's: a later answer of the server carries a nonce of its own that the page does not know.
  const [first] = useState(nonce);
  if (first) setNonce(first);
  return <NonceContext value={first}>{children}</NonceContext>;
}

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}

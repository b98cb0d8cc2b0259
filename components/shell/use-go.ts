"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useLayoutEffect, useRef, useTransition } from "react";
import { useTypeAhead } from "./keyboard.tsx";
import type { Held } from "./type-ahead.ts";

interface Journey {
  readonly scroll?: boolean;
  /** What becomes of keys pressed until the page is there; "drop" where it opens a text field. */
  readonly keys?: Held;
}

/** Goes to a page by key or after a save. Until it is there, keys wait for it instead of acting on the page that still stands. */
export function useGo(): (href: string, journey?: Journey) => void {
  const router = useRouter();
  const typeAhead = useTypeAhead();
  const [isUnderWay, start] = useTransition();
  const arrive = useRef<(() => void) | null>(null);
  const end = useCallback(() => {
    arrive.current?.();
    arrive.current = null;
  }, []);
  useLayoutEffect(() => {
    if (!isUnderWay) end();
  }, [isUnderWay, end]);
  // The page that was left takes its keys with it; those of the new one are there when this task is over.
  useEffect(() => () => queueMicrotask(end), [end]);
  return useCallback(
    (href, { scroll = true, keys = "pass on" } = {}) => {
      end();
      const release = typeAhead.hold("all");
      arrive.current = () => queueMicrotask(() => release(keys));
      start(() => router.push(href, { scroll }));
    },
    [router, typeAhead, end],
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/** Reads the page again now and then, only while it is visible: for facts that nobody announces. */
export function RefreshEvery({ seconds }: { readonly seconds: number }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  useEffect(() => {
    if (isPending) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") start(() => router.refresh());
    }, seconds * 1_000);
    return () => clearTimeout(timer);
  });
  return null;
}

"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "#components/shell/keyboard.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const pauseMs = 250;

/** Search as you type; what is searched for stands in the address. */
export function ProblemSearch({ q }: { readonly q: string }) {
  const t = useTranslations("problems");
  const [typed, setTyped] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const apply = useQuery();
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => apply(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, q, apply]);
  useShortcuts([
    {
      keys: "/",
      label: t("keys.search"),
      group: t("keys.group"),
      run: () => field.current?.focus(),
    },
  ]);
  return (
    <label className="flex h-[30px] w-[340px] items-center gap-2 rounded-md border border-line-strong bg-surface px-2 focus-within:outline-2 focus-within:outline-ink">
      <Search className="text-ink-3" aria-hidden />
      <span className="sr-only">{t("search.label")}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={t("search.placeholder")}
        className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <Kbd>/</Kbd>
    </label>
  );
}

function useQuery(): (q: string) => void {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  return (q) => {
    const query = new URLSearchParams(params);
    if (q) query.set("q", q);
    else query.delete("q");
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
}

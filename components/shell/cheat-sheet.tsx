"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "#components/ui/dialog.tsx";
import { KeyHint } from "#components/ui/kbd.tsx";
import { type Shortcut, useShortcutList } from "./keyboard.tsx";

interface CheatSheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Every key that works on this page. */
export function CheatSheet({ open, onOpenChange }: CheatSheetProps) {
  const t = useTranslations("shell.keys");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("hint")}
      size="md"
    >
      {open ? <Groups /> : null}
    </Dialog>
  );
}

function Groups() {
  const list = useShortcutList();
  const groups = Map.groupBy(list(), (shortcut) => shortcut.group);
  return (
    <div className="columns-2 gap-8">
      {[...groups].map(([group, shortcuts]) => (
        <section key={group} className="mb-3 break-inside-avoid">
          <h3 className="mb-1 text-xs text-ink-3">{group}</h3>
          <dl>
            {shortcuts.map((shortcut) => (
              <Row key={shortcut.keys} shortcut={shortcut} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Row({ shortcut }: { readonly shortcut: Shortcut }) {
  return (
    <div className="flex h-6 items-center justify-between gap-3 text-sm">
      <dt className="truncate">{shortcut.label}</dt>
      <dd>
        <KeyHint keys={shortcut.keys} />
      </dd>
    </div>
  );
}

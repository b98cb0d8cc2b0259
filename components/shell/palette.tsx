"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { KeyHint } from "#components/ui/kbd.tsx";
import { useShortcutList } from "./keyboard.tsx";
import { useGo } from "./use-go.ts";

export interface PaletteProject {
  readonly id: number;
  readonly name: string;
  /** Known by name, but not offered. */
  readonly isArchived: boolean;
}

interface PaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly projects: readonly PaletteProject[];
  readonly projectId: number | null;
}

/** Everything that can be jumped to or done here, by typing. */
export function Palette({ open, onOpenChange, projects, projectId }: PaletteProps) {
  const t = useTranslations("shell.palette");
  const go = useGo();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.25)]" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[10vh] left-1/2 z-50 w-[560px] max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-2 outline-none"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <Body
            projects={projects}
            projectId={projectId}
            close={() => onOpenChange(false)}
            onGo={go}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface BodyProps {
  readonly projects: readonly PaletteProject[];
  readonly projectId: number | null;
  readonly close: () => void;
  readonly onGo: (href: string) => void;
}

const row =
  "flex h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm data-[selected=true]:bg-selected [&_svg.lucide]:text-ink-3";

function Body({ projects, projectId, close, onGo }: BodyProps) {
  const t = useTranslations("shell.palette");
  const [text, setText] = useState("");
  const canSearch = text.trim() !== "" && projectId !== null;
  const go = (href: string) => {
    close();
    onGo(href);
  };
  return (
    <Command label={t("title")} loop>
      <div className="flex h-11 items-center gap-2 border-b border-line px-3">
        <Search className="text-ink-3" aria-hidden />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t("placeholder")}
          className="h-full flex-1 bg-transparent text-md outline-none"
        />
        <KeyHint keys="Escape" />
      </div>
      <Command.List className="max-h-[52vh] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3">
        {canSearch ? null : (
          <Command.Empty className="px-2 py-6 text-center text-sm text-ink-3">
            {t("empty")}
          </Command.Empty>
        )}
        <Shortcuts close={close} />
        <Command.Group heading={t("projects")}>
          {projects
            .filter((project) => !project.isArchived)
            .map((project) => (
              <Command.Item
                key={project.id}
                value={`project ${project.name} ${project.id}`}
                className={row}
                onSelect={() => go(`/projects/${project.id}`)}
              >
                <span className="truncate">{project.name}</span>
              </Command.Item>
            ))}
        </Command.Group>
        {canSearch ? <TextSearch text={text.trim()} projectId={projectId} go={go} /> : null}
      </Command.List>
    </Command>
  );
}

interface TextSearchProps {
  readonly text: string;
  readonly projectId: number;
  readonly go: (href: string) => void;
}

/** The typed text as a search of the lists; always offered, whatever the other rows match. */
function TextSearch({ text, projectId, go }: TextSearchProps) {
  const t = useTranslations("shell.palette");
  const query = encodeURIComponent(text);
  const places = ["trajectories", "problems"] as const;
  return (
    <Command.Group heading={t("search")} forceMount>
      {places.map((place) => (
        <Command.Item
          key={place}
          value={`→ ${place}`}
          forceMount
          className={row}
          onSelect={() => go(`/projects/${projectId}/${place}?q=${query}`)}
        >
          <Search aria-hidden />
          <span className="truncate">{t(place, { text })}</span>
          <CornerDownLeft className="ml-auto" aria-hidden />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Shortcuts({ close }: { readonly close: () => void }) {
  const list = useShortcutList();
  // Read once when the palette opens: running one may change the list under it.
  const [shortcuts] = useState(() => list().filter((shortcut) => shortcut.keys !== "Ctrl+k"));
  const groups = Map.groupBy(shortcuts, (shortcut) => shortcut.group);
  return [...groups].map(([group, members]) => (
    <Command.Group key={group} heading={group}>
      {members.map((shortcut) => (
        <Command.Item
          key={shortcut.keys}
          value={`${group} ${shortcut.label}`}
          className={row}
          onSelect={() => {
            close();
            // After the dialog has given the focus back.
            requestAnimationFrame(() => shortcut.run());
          }}
        >
          <span className="truncate">{shortcut.label}</span>
          <span className="ml-auto">
            <KeyHint keys={shortcut.keys} />
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  ));
}

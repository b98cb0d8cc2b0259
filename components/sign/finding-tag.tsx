import {
  CircleAlert,
  CodeXml,
  EyeOff,
  FileQuestion,
  Flag,
  Hash,
  History,
  Link2Off,
  type LucideIcon,
  MessageSquareDashed,
  Scissors,
  SquareTerminal,
  Tags,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "../ui/tag.tsx";

const icons: Readonly<Record<string, LucideIcon>> = {
  unclosed: Tags,
  "stray-close": Tags,
  "text-outside": MessageSquareDashed,
  "no-answer": FileQuestion,
  "two-answers": Hash,
  "empty-answer": FileQuestion,
  "code-not-run": SquareTerminal,
  "code-failed": SquareTerminal,
  truncated: Scissors,
  "tag-in-output": CodeXml,
  "special-token": Flag,
  "hidden-characters": EyeOff,
  "join-fallback": Link2Off,
  "stale-output": History,
};

/** A finding of the closed list, in words. */
export function FindingTag({
  code,
  count = 1,
}: {
  readonly code: string;
  readonly count?: number;
}) {
  const t = useTranslations("sign.finding");
  const Icon = icons[code] ?? CircleAlert;
  return (
    <Tag title={t.has(`${code}.why`) ? t(`${code}.why`) : code}>
      <Icon aria-hidden />
      {t.has(`${code}.name`) ? t(`${code}.name`) : code}
      {count > 1 ? ` ×${count}` : null}
    </Tag>
  );
}

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import type { InspectorData } from "#lib/pair/inspector/schema.ts";
import { countCap, type PairNeighbours } from "#lib/pair/schema.ts";
import { CaseSign } from "../sign/case-sign.tsx";
import { DirectionSign } from "../sign/direction-sign.tsx";
import { SubsetSign } from "../sign/subset-sign.tsx";
import { Button } from "../ui/button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { Tag } from "../ui/tag.tsx";
import { type InspectorHrefs, type InspectorViewName, inspectorViews } from "./views.ts";

interface InspectorHeadProps {
  readonly data: InspectorData;
  readonly view: InspectorViewName;
  readonly hrefs: InspectorHrefs;
  readonly neighbours: PairNeighbours;
}

/** Which pair this is, how it is looked at, and its neighbours in the list it was opened from. */
export function InspectorHead({ data, view, hrefs, neighbours }: InspectorHeadProps) {
  const t = useTranslations("inspector");
  const format = useFormatter();
  const upTo = (count: number) =>
    count >= countCap ? t("more", { count: format.number(countCap - 1) }) : format.number(count);
  const { pair, problem } = data;
  return (
    <div className="flex h-12 flex-none items-center gap-2.5 border-b border-line px-4 whitespace-nowrap">
      <Button asChild variant="quiet" size="sm" iconOnly aria-label={t("back")}>
        <Link href={hrefs.list}>
          <ChevronLeft aria-hidden />
        </Link>
      </Button>
      <h1 className="mono text-xl font-semibold">{String(pair.id).padStart(4, "0")}</h1>
      {pair.case ? <CaseSign value={pair.case} /> : null}
      <DirectionSign first={data.firstStrategy} second={data.secondStrategy} />
      {problem.favoured ? (
        <span className="flex min-w-0 items-center gap-1 text-sm text-ink-2">
          <SubsetSign {...problem.favoured} />
          <span className="truncate">{problem.favoured.subsetName}</span>
        </span>
      ) : null}
      {data.entry?.isActive ? <Tag mono>{t("buffer")}</Tag> : null}
      <Segmented
        label={t("view.label")}
        value={view}
        items={inspectorViews.map((name, index) => ({
          value: name,
          label: t(`view.${name}`),
          href: hrefs.view(name),
          kbd: String(index + 1),
        }))}
      />
      <span className="ml-auto flex items-center gap-1.5 text-sm text-ink-3">
        {t("place", {
          place: upTo(neighbours.place),
          total: upTo(neighbours.total),
        })}
        <Neighbour
          href={neighbours.previousId === null ? null : hrefs.pair(neighbours.previousId)}
          label={t("previous")}
          keys="k"
        >
          <ChevronLeft aria-hidden />
        </Neighbour>
        <Neighbour
          href={neighbours.nextId === null ? null : hrefs.pair(neighbours.nextId)}
          label={t("next")}
          keys="j"
        >
          <ChevronRight aria-hidden />
        </Neighbour>
      </span>
    </div>
  );
}

interface NeighbourProps {
  readonly href: string | null;
  readonly label: string;
  readonly keys: string;
  readonly children: React.ReactNode;
}

function Neighbour({ href, label, keys, children }: NeighbourProps) {
  if (href === null) {
    return (
      <Button size="sm" disabled aria-label={label}>
        {children}
        <Kbd>{keys}</Kbd>
      </Button>
    );
  }
  return (
    <Button asChild size="sm" aria-label={label}>
      <Link href={href} scroll={false}>
        {children}
        <Kbd>{keys}</Kbd>
      </Link>
    </Button>
  );
}

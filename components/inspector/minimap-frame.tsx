"use client";

import { useEffect, useRef, useState } from "react";
import { barTops, frameOf } from "./minimap-place.ts";

/** The frame around what is seen of the entry; drawn once the page knows where its blocks stand. */
export function MinimapFrame({ heights }: { readonly heights: readonly number[] }) {
  const own = useRef<HTMLSpanElement>(null);
  const [frame, setFrame] = useState<{ top: number; bottom: number } | null>(null);
  useEffect(() => {
    const scroller = own.current?.closest("[data-scroller]");
    if (!scroller) return;
    const tops = barTops(heights);
    const measure = () => {
      const box = scroller.getBoundingClientRect();
      const blocks = [...scroller.querySelectorAll<HTMLElement>("[data-segment]")].map(
        (element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return {
            from: Number(element.dataset.segment),
            to: Number(element.dataset.segmentTo),
            top: top - box.top,
            bottom: bottom - box.top,
          };
        },
      );
      setFrame(frameOf(blocks, box.height, tops));
    };
    measure();
    scroller.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [heights]);
  return (
    <span
      ref={own}
      aria-hidden
      className="pointer-events-none absolute -inset-x-1 rounded-sm border-[1.5px] border-ink"
      style={
        frame ? { top: frame.top - 2, height: frame.bottom - frame.top + 4 } : { display: "none" }
      }
    />
  );
}

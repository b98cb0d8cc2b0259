"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface DialogProps {
  /** The element that opens it; leave out when `open` is controlled. */
  readonly trigger?: ReactNode;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly size?: "sm" | "md" | "lg";
  /** Buttons at the right, the primary one last. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

const widths = { sm: "w-[400px]", md: "w-[520px]", lg: "w-[760px]" } as const;

/** A modal question. Escape and the cross close it; focus returns to where it was. */
export function Dialog({
  trigger,
  title,
  description,
  open,
  onOpenChange,
  size = "sm",
  footer,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.25)]" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={clsx(
            "fixed top-[12vh] left-1/2 z-50 max-h-[76vh] max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-y-auto rounded-lg bg-raised shadow-2 outline-none",
            widths[size],
          )}
        >
          <header className="pt-3.5 pr-11 pb-1 pl-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold tracking-[-0.01em]">
                {title}
              </Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="mt-1 text-sm text-ink-2">
                  {description}
                </Radix.Description>
              )}
            </div>
          </header>
          {children ? <div className="px-4 pt-2 pb-4">{children}</div> : <div className="h-2.5" />}
          {footer ? (
            <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          ) : null}
          {/* Last, so that the first field gets the focus. */}
          <Radix.Close
            aria-label={t("close")}
            className="absolute top-3 right-3 grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog it stands in: `<DialogClose><Button>Cancel</Button></DialogClose>`. */
export function DialogClose({ children }: { readonly children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

// biome-ignore lint/style/noRestrictedImports: the one place that knows it
import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link inside the Studio. It fetches nothing before it is followed: a live page is read anew at every event, and Next
 * would fetch every link of it again each time.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}

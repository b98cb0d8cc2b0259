import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { themeSchema } from "#components/shell/theme.ts";
import { NonceProvider } from "#components/ui/nonce.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "DualDistill Studio", template: "%s · DualDistill" },
  description: "Curate SFT data for dual-strategy students.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f8f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0b0d" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // A prerendered page has no nonce: every page is made for its request.
  await connection();
  const theme = themeSchema.parse((await cookies()).get("theme")?.value);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang={await getLocale()}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      {...(theme === "system" ? {} : { "data-theme": theme })}
      suppressHydrationWarning
    >
      <body>
        <NonceProvider nonce={nonce}>
          <NextIntlClientProvider>{children}</NextIntlClientProvider>
        </NonceProvider>
      </body>
    </html>
  );
}

import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { buildDir } from "./lib/env.ts";

const config: NextConfig = {
  distDir: buildDir(),
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // `npm run check` is the gate for types; who starts the product does not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@huggingface/gguf",
    "@huggingface/tokenizers",
    "@prisma/adapter-pg",
    "@prisma/client",
    "katex",
    "node-llama-cpp",
    "pg",
    "pg-boss",
    "pino",
    "shiki",
  ],
};

export default createNextIntlPlugin("./i18n/request.ts")(config);

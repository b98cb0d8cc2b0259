import { z } from "zod";

export const themeSchema = z.enum(["system", "light", "dark"]).catch("system");
export type Theme = z.infer<typeof themeSchema>;

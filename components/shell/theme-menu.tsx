"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice } from "#components/ui/menu.tsx";
import { rememberChoice } from "./preference.ts";
import { type Theme, themeSchema } from "./theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

/** Light, dark, or what the system says; kept in a cookie so that the first paint is right. */
export function ThemeMenu({ initial }: { readonly initial: Theme }) {
  const t = useTranslations("shell.theme");
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];
  const choose = (value: string) => {
    const next = themeSchema.parse(value);
    setTheme(next);
    rememberChoice("theme", next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  const trigger = (
    <Button variant="quiet" iconOnly aria-label={t("label")}>
      <Icon className="size-4" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      <MenuChoice
        value={theme}
        onChange={choose}
        options={(["system", "light", "dark"] as const).map((value) => {
          const ValueIcon = icons[value];
          return { value, label: t(value), icon: <ValueIcon /> };
        })}
      />
    </Menu>
  );
}

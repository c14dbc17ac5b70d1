import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "hearth.language";

function preferred(): Language {
  let wish: string | null = null;
  try {
    wish = localStorage.getItem(KEPT);
  } catch {
    // No storage: the browser's language decides.
  }
  for (const tag of [wish, ...navigator.languages]) {
    const short = tag?.slice(0, 2).toLowerCase();
    if (short === "en" || short === "de") return short;
  }
  return "en";
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
    returnNull: false,
    keySeparator: false,
    nsSeparator: false,
  });
  await useLanguage(preferred(), false);
}

/** Catalogues other than English come when they are asked for. */
export async function useLanguage(language: Language, keep = true): Promise<void> {
  if (language === "de" && !i18next.hasResourceBundle("de", "translation")) {
    i18next.addResourceBundle("de", "translation", (await import("./de.ts")).de);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = direction();
  if (!keep) return;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Asked again next time.
  }
}

/** A person may read English words in a right-to-left layout; the preference decides, not the catalogue. */
export function direction(): "ltr" | "rtl" {
  try {
    return localStorage.getItem("hearth.direction") === "rtl" ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
}

const languageChanged = (changed: () => void): (() => void) => {
  i18next.on("languageChanged", changed);
  return () => i18next.off("languageChanged", changed);
};

/** The language alone, for rows that need no words: a tenth of what `useTranslation` costs. */
export function useLanguageTag(): string {
  return useSyncExternalStore(languageChanged, () => i18next.language);
}

export function currentLanguage(): Language {
  return i18next.language === "de" ? "de" : "en";
}

import i18next, { type TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import de from "./words/de.json";
import en from "./words/en.json";

const SPACE = "parts";

/**
 * The words of the parts that come with the rooms which use them. They stand in a catalogue of their own, so that the shell
 * does not carry them; what it has already ("Close", "Cancel") is found there.
 */
export function partWords(): TFunction {
  if (!i18next.hasResourceBundle("en", SPACE)) {
    i18next.addResourceBundle("en", SPACE, en);
    i18next.addResourceBundle("de", SPACE, de);
  }
  return i18next.getFixedT(null, [SPACE, "translation"]);
}

export function useParts(): { t: TFunction; language: string } {
  partWords();
  const { t, i18n } = useTranslation([SPACE, "translation"], { nsMode: "fallback" });
  return { t, language: i18n.language };
}

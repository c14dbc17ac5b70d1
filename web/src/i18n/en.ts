import shared from "./en.json";

type Words = Readonly<Record<string, string>>;

/** What all features say, and what each of them says for itself (`words/en.json` in its folder). */
export const en: Words = Object.assign(
  {},
  shared,
  ...Object.values(import.meta.glob<Words>("../features/*/words/en.json", { eager: true, import: "default" })),
);

import shared from "./de.json";

type Words = Readonly<Record<string, string>>;

/** What all features say, and what each of them says for itself (`words/de.json` in its folder). */
export const de: Words = Object.assign(
  {},
  shared,
  ...Object.values(import.meta.glob<Words>("../features/*/words/de.json", { eager: true, import: "default" })),
);

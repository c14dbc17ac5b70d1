import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { de } from "../../src/i18n/de.ts";
import { en } from "../../src/i18n/en.ts";
import { changesOf } from "../../src/features/org/changed.ts";

const i18n = createInstance();
await i18n.init({ lng: "en", keySeparator: false, resources: { en: { translation: en }, de: { translation: de } } });
const names = { person: (id: string) => (id === "p1" ? "Ada" : "somebody"), team: () => "Keepers", locale: "en-GB" };
const said = (changes: Record<string, { before: unknown; after: unknown }>, language = "en"): string[] =>
  changesOf({ changes } as never, i18n.getFixedT(language), names);

test("an act is told in the words of the screens", () => {
  expect(said({ role: { before: null, after: "member" }, team_ids: { before: [], after: ["t1"] } })).toEqual(["Role: — → Member", "Teams: — → Keepers"]);
  expect(said({ "shares/person:p1": { before: "viewer", after: "editor" }, visibility: { before: "org", after: "private" } })).toEqual([
    "Ada: Can view → Can edit",
    "General access: everyone in the organization → only people invited",
  ]);
  expect(said({ sign_up_domains: { before: [], after: ["a.example", "b.example"] }, retention_days: { before: 30, after: 1400 } })).toEqual([
    "Domains: — → a.example, b.example",
    "Trash retention (days): 30 → 1,400",
  ]);
  expect(said({ role: { before: "member", after: "admin" } }, "de")).toEqual(["Rolle: Mitglied → Admin"]);
});

test("what changed nothing, and what the sentence says already, is left out; what nobody knows is shown as it is", () => {
  expect(
    said({
      team_ids: { before: [], after: [] },
      name: { before: "", after: null },
      uses: { before: 0, after: 1 },
      status: { before: "active", after: "removed" },
    }),
  ).toEqual([]);
  expect(said({ some_thing: { before: true, after: { a: 1 } }, role: { before: "member", after: "captain" } })).toEqual([
    'some thing: true → {"a":1}',
    "Role: Member → captain",
  ]);
});

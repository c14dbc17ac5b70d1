import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ApiError } from "../../src/core/problem.ts";
import { de } from "../../src/i18n/de.ts";
import { en } from "../../src/i18n/en.ts";
import { aboveForm, atField } from "../../src/ui/action.ts";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

test("the hint and the browser ask for as many characters as the server", () => {
  const least = /SHORTEST, LONGEST = (\d+)/.exec(read("functions/identity/password_rules.py"))![1]!;
  expect(en["auth.passwordHint"]).toContain(` ${least} `);
  expect(de["auth.passwordHint"]).toContain(` ${least} `);
  for (const form of ["auth/SignUp", "auth/Reset", "me/Security"])
    expect(read(`web/src/features/${form}.tsx`).match(/minLength={(\d+)}/)?.[1], form).toBe(least);
});

test("a password that is too common is said once, at its field, in the person's language", () => {
  const problem = new ApiError("refused", "weak_password", 422, "", [{ pointer: "/password", message: "is too common", code: "weak_password" }]);
  const action = { problem, error: de["problem.weak_password"]! };
  expect(atField(action, "password")).toBe(de["problem.weak_password"]);
  expect(aboveForm(action)).toBeNull();
  expect(atField(action, "name")).toBeUndefined();
});

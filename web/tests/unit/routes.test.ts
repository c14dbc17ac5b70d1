import { expect, expectTypeOf, test } from "vitest";
import type { Api } from "../../src/core/api.ts";
import { type Answered, fill, type ItemOf, type Path, request } from "../../src/core/routes.ts";

test("parts of a path are filled in, and cannot break out of their place", () => {
  expect(fill("/v1/orgs/{org_id}/teams/{team_id}", { org_id: "o", team_id: "a/../b?c" })).toBe("/v1/orgs/o/teams/a%2F..%2Fb%3Fc");
  expect(request("PATCH", "/v1/orgs/{org_id}", { path: { org_id: "o" }, body: { name: "Lantern" } })).toEqual({
    method: "PATCH",
    path: "/v1/orgs/o",
    body: { name: "Lantern" },
  });
});

test("the API's description decides what may be asked", () => {
  expectTypeOf<"/v1/me">().toExtend<Path<"PATCH">>();
  expectTypeOf<"/v1/auth/login">().not.toExtend<Path<"GET">>();
  expectTypeOf<Answered<"GET", "/v1/me">>().toHaveProperty("totp_enabled");
  expectTypeOf<Answered<"DELETE", "/v1/me">>().toBeUndefined();
  expectTypeOf<ItemOf<"/v1/me/sessions">>().toHaveProperty("current");
  const wrong = (api: Api): unknown[] => [
    // @ts-expect-error -- there is no such route
    api.get("/v1/nothing"),
    // @ts-expect-error -- the organization is missing
    api.get("/v1/orgs/{org_id}"),
    // @ts-expect-error -- no such role
    api.patch("/v1/orgs/{org_id}/members/{person_id}", { path: { org_id: "o", person_id: "p" }, body: { role: "king" } }),
    // @ts-expect-error -- no such question
    api.list("/v1/orgs/{org_id}/documents", { path: { org_id: "o" }, query: { removed: true } }),
  ];
  expect(wrong).toBeTypeOf("function");
});

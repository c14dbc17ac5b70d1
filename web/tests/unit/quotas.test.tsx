// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { Quotas } from "../../src/ui/Quotas.tsx";
import { clear, draw } from "./draw.tsx";

afterEach(clear);

test("how a quota is shown follows its unit, and not its name", async () => {
  const items = [
    { id: "storage", quota: "storage", used: 5_000, limit: 20_000, unit: "count", period: null },
    { id: "documents", quota: "documents", used: 2_500_000, limit: 10_000_000_000, unit: "byte", period: null },
  ] as const;
  const box = await draw(null, <Quotas title="Usage" lead="" view={{ items, phase: "ready", error: null }} />);
  expect(box.textContent).toContain("5,000");
  expect(box.textContent).toContain("20,000");
  expect(box.textContent).toContain("2.5 MB");
  expect(box.textContent).toContain("10 GB");
});

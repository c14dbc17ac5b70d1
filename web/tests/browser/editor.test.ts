import { afterAll, expect, test } from "vitest";
import { asOwner, newcomer } from "./people.ts";
import { closeAll, orgOf, saved, shot, SIZES, stack, visitor, words } from "./support.ts";

afterAll(closeAll);

const MARKDOWN = `# Crossing

Where we sail, and why. See [the chart](https://chart.example/north) and ==mark the <span data-color="red">buoys</span>==.

> [!WARNING]
> The harbour is closed from **ten** to noon.

> [!TIP]
> Take the second pilot.

## Stores

<details>
<summary>What is in the hold</summary>

- rope
- lamps

</details>

<p align="center">Speed is $v = \\frac{s}{t}$ at noon.</p>

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

$$
\\frac{a
$$

## Signals

\`\`\`python
for lamp in lamps:
    lamp.light()
\`\`\`

| Lamp | Colour |
| --- | --- |
| port | red |

### Night

The pilot knows. The pilot waits.
`;

test("a document of every kind of block is written, searched, and comes back as Markdown", { timeout: 180_000 }, async () => {
  const ada = await visitor({ viewport: { width: 1600, height: 1000 } });
  const { page } = ada;
  await newcomer(ada, "Ada Lovelace", "At sea");
  const org = orgOf(page);
  const act = await asOwner(ada);
  const made = await act("POST", `/v1/orgs/${org}/documents`, { title: "Log", markdown: MARKDOWN });
  expect(made.status).toBe(201);
  const { id } = made.body as { id: string };
  const content = `/v1/orgs/${org}/documents/${id}/content`;
  await page.goto(`${stack.web_url}/o/${org}/documents/${id}`);
  await page.locator(".h-math math").first().waitFor();
  await page.locator(".h-math[data-error]").getByText("\\frac{a").waitFor();
  await shot(page, "story-editor-blocks");

  // What is folded opens by its button; what is searched opens by itself.
  const hold = page.getByRole("listitem").filter({ hasText: "lamps" });
  expect(await hold.isVisible()).toBe(false);
  await page.getByText("Where we sail").click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("LAMPS");
  await page.getByRole("status").getByText("1 of 2").waitFor();
  await hold.waitFor();
  await page.getByLabel("Find", { exact: true }).fill("pilot");
  await page.getByRole("status").getByText("of 3").waitFor();
  await page.getByLabel("Replace with").fill("captain");
  await shot(page, "story-editor-find");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect.poll(() => words(page)).toContain("The captain knows. The captain waits.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect.poll(() => words(page)).toContain("The pilot knows. The pilot waits.");

  // The outline leads there, and says where one is.
  const outline = page.getByRole("navigation", { name: "Headings" });
  await outline.getByRole("button", { name: "Night" }).click();
  await outline.locator('[aria-current="location"]').waitFor();

  // A link by keys alone, and its popover.
  await page.getByText("The pilot knows").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Control+k");
  await page.getByLabel("Link to").fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await page.getByText("This address cannot be a link.").waitFor();
  await page.getByLabel("Link to").fill("sea.example");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("link", { name: "https://sea.example" }).waitFor();
  await shot(page, "story-editor-link");

  // A callout by the word that people look for, turned into a toggle by the menu that the keys open.
  await page.getByText("The pilot knows").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/zzz");
  await page.getByText("No results for").waitFor();
  for (let n = 0; n < 3; n++) await page.keyboard.press("Backspace");
  await page.keyboard.type("info");
  await page.getByRole("option", { name: /Callout/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Mind the tide");
  await page.locator(".h-callout").getByText("Mind the tide").waitFor();
  await page.keyboard.press("Control+/");
  await page.getByRole("menuitem", { name: "Duplicate" }).waitFor();
  await shot(page, "story-editor-menu");
  await page.getByRole("menuitem", { name: "Toggle" }).click();
  await page.locator(".h-details summary").getByText("Mind the tide").waitFor();
  await saved(page);
  const written = (await act("GET", `${content}?format=markdown`)).body as { content: string };
  expect(written.content).toContain("<summary>Mind the tide</summary>");
  expect(written.content).toContain("> [!WARNING]\n> The harbour is closed from **ten** to noon.");
  expect(written.content).toContain("[The pilot knows. The pilot waits.](https://sea.example)");
  expect(written.content).toContain('<p align="center">Speed is $v = \\frac{s}{t}$ at noon.</p>');
  expect(written.content).not.toContain("hearth-node");

  await page.emulateMedia({ colorScheme: "dark" });
  await shot(page, "story-editor-dark");
  await page.setViewportSize(SIZES.phone);
  await page.getByRole("button", { name: "Outline" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stores" }).waitFor();
  await shot(page, "story-editor-phone-outline");
  await page.getByRole("dialog").getByRole("button", { name: "Stores" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await shot(page, "story-editor-phone");
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(ada.strangers).toEqual([]);
  expect(ada.faults).toEqual([]);
});

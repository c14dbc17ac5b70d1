import { chance } from "./chance.ts";
import { type Company, say, type Writer } from "./crowd.ts";

/** Brings so many together before these lines, each under a name of their own in the log. */
export type Meet = (count: number, lines: string[], ids: (n: number) => number) => Company | Promise<Company>;

/** What went wrong, or null. */
export type Story = (meet: Meet, seed: number) => Promise<string | null>;

/** Everybody presses Enter at the end of the same line and types; what goes between them goes when it will. */
export const aLineEach: Story = async (meet, seed) => {
  const random = chance(seed);
  const said = ["above us stars", "she quick amber", "OTHERS CALL"].slice(0, 2 + random(2));
  const company = await meet(said.length, ["The road"], (n) => 100 + n * 1000 + random(1000));
  const { writers } = company;
  const left = said.map((line) => ["\n", ...line]);
  for (const writer of writers) writer.select(9);
  while (left.some((letters) => letters.length)) {
    const n = random(said.length);
    const writer = writers[n]!;
    const act = random(3);
    const letter = act === 0 ? left[n]!.shift() : undefined;
    if (letter) say(writer, letter);
    else if (act === 1) await company.send(writer);
    else await company.hear(writer, 1 + random(3));
  }
  await company.settle();
  const texts = writers.map(({ lines }) => lines);
  await company.close();
  const [lines] = texts as [string[]];
  if (texts.some((other) => other.join("\n") !== lines.join("\n"))) return `${seed}: not equal`;
  return lines.length === said.length + 1 && said.every((line) => lines.includes(line)) ? null : `${seed}: torn ${JSON.stringify(lines)}`;
};

/**
 * What each one typed in one go, letters that only they type and only once: run by run, and what was deleted or taken back.
 * A run is one go until they press Enter, delete, undo or put the caret elsewhere.
 */
class Spoken {
  readonly runs: string[][];
  readonly #typed: number[];
  readonly #gone = new Set<string>();

  constructor(count: number) {
    this.runs = Array.from({ length: count }, () => [""]);
    this.#typed = this.runs.map(() => 0);
  }

  letter(n: number): string {
    const letter = String.fromCharCode(0x4e00 + n * 0x1000 + this.#typed[n]!++);
    this.runs[n]![this.runs[n]!.length - 1] += letter;
    return letter;
  }

  pause(n: number): void {
    this.runs[n]!.push("");
  }

  deleted(before: string, after: string): void {
    for (const letter of before) if (!after.includes(letter)) this.#gone.add(letter);
  }

  run(letter: string): string {
    return this.runs.flat().find((run) => run.includes(letter)) ?? " ";
  }

  /**
   * A letter that somebody took back and that is there all the same (somebody else carried it meanwhile, or it was brought
   * back) says nothing of anybody's word, neither by its place nor by what stands around it.
   */
  fault(words: string): string | null {
    const text = [...words].filter((letter) => !this.#gone.has(letter)).join("");
    for (const run of this.runs.flat()) {
      const lost = [...run].filter((letter) => !text.includes(letter) && !this.#gone.has(letter));
      if (lost.length) return `lost ${lost.join("")} of ${run} in ${JSON.stringify(text)}`;
      const left = [...run].filter((letter) => text.includes(letter)).join("");
      if (left && !text.includes(left)) return `torn ${left} in ${JSON.stringify(text)}`;
    }
    return null;
  }
}

/** The ends of words: between two letters of one run nobody puts a caret. */
function places(writer: Writer, spoken: Spoken): number[] {
  const found: number[] = [];
  writer.editor.state.doc.descendants((node, at) => {
    if (!node.isTextblock) return true;
    for (let offset = 0; offset <= node.content.size; offset++) {
      const [before, after] = [node.textContent[offset - 1] ?? " ", node.textContent[offset] ?? " "];
      if (before === " " || after === " " || spoken.run(before) !== spoken.run(after)) found.push(at + 1 + offset);
    }
    return false;
  });
  return found;
}

/** Two or three in a few lines, who type, cut, join, take back, make bold, go elsewhere and, if so, undo. */
export const anything =
  (undo: boolean): Story =>
  async (meet, seed) => {
    const random = chance(seed);
    const count = 2 + random(2);
    const company = await meet(count, ["the road goes", "up and down"], (n) => 100 + n * 1000 + random(1000));
    const { writers } = company;
    const spoken = new Spoken(count);
    const away = (n: number): void => {
      const all = places(writers[n]!, spoken);
      writers[n]!.select(all[random(all.length)]!);
      spoken.pause(n);
    };
    for (const n of writers.keys()) away(n);
    for (let step = 0; step < 60; step++) {
      const n = random(count);
      const writer = writers[n]!;
      const act = random(20);
      const was = writer.editor.state.doc.textContent;
      if (act < 8) writer.type(spoken.letter(n));
      else if (act < 10) {
        writer.press("Enter");
        spoken.pause(n);
      } else if (act === 10) writer.press("Backspace");
      else if (act === 11 && undo) writer.press("z", { ctrlKey: true });
      else if (act < 14) {
        away(n);
        if (act === 12) writer.press("b", { ctrlKey: true });
      } else if (act < 17) await company.send(writer);
      else await company.hear(writer, 1 + random(3));
      if (act === 10 || act === 11) {
        spoken.deleted(was, writer.editor.state.doc.textContent);
        spoken.pause(n);
      }
    }
    await company.settle();
    const texts = writers.map(({ lines }) => lines.join("\n"));
    await company.close();
    if (texts.some((other) => other !== texts[0])) return `${seed}: not equal`;
    const fault = spoken.fault(texts[0]!);
    return fault && `${seed}: ${fault}`;
  };

import { expect, test } from "vitest";
import * as Y from "yjs";
import { textOf } from "../../src/core/words.ts";

const paragraph = (doc: Y.Doc, words: string): Y.XmlText => {
  const element = new Y.XmlElement("paragraph");
  const text = new Y.XmlText(words);
  element.insert(0, [text]);
  doc.getXmlFragment("default").push([element]);
  return text;
};

test("the words of a copy stand in the order in which they were read, whoever wrote them", () => {
  const ada = new Y.Doc();
  paragraph(ada, "Dear Charles,");
  const grace = new Y.Doc();
  Y.applyUpdate(grace, Y.encodeStateAsUpdate(ada));
  const text = (grace.getXmlFragment("default").get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.insert(text.length, " from the train.");
  paragraph(grace, "Yours");
  expect(textOf(Y.encodeStateAsUpdate(grace))).toBe("Dear Charles, from the train.\nYours");
});

test("words that hang on something missing are read out all the same", () => {
  const doc = new Y.Doc();
  const text = paragraph(doc, "Dear Charles,");
  const before = Y.encodeStateVector(doc);
  text.insert(text.length, " from the train.");
  expect(textOf(Y.encodeStateAsUpdate(doc, before))).toBe(" from the train.");
});

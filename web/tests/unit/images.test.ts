import { expect, test } from "vitest";
import { altOf } from "../../src/features/editor/images.ts";

test.each([
  "image.png",
  "image (3).png",
  "IMG_20261130_101010.jpg",
  "DSC00123.JPG",
  "PXL_20261130.jpg",
  "Screenshot 2026-11-30 at 10.11.12.png",
  "Bildschirmfoto 2026-11-30 um 10.11.12.png",
  "WhatsApp Image 2026-11-30 at 10.11.12 PM.jpeg",
  "unnamed.webp",
  "20261130.png",
  "3f2a9c0d1e4b5a6f7081.png",
  ".png",
])("%s says nothing of the picture, and is no description", (name) => {
  expect(altOf(name)).toBeNull();
});

test.each([
  ["harbour-at_noon.jpg", "harbour at noon"],
  ["Org chart.png", "Org chart"],
  ["Bilder der Werft.png", "Bilder der Werft"],
  ["v2.final.png", "v2.final"],
])("%s is what somebody called it", (name, alt) => {
  expect(altOf(name)).toBe(alt);
});

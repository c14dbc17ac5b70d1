// The shell must stay light: script that the first page needs, gzip, all static imports of the entry and the two lazy
// parts every visit takes (the door, and what is behind it).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 200_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key].imports ?? [], seen);
  }
  return seen;
}

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const weigh = (keys) =>
  [...closure(keys)]
    .map((key) => manifest[key].file)
    .filter((file) => file.endsWith(".js"))
    .reduce((sum, file) => sum + size(file), 0);

const rooms = {
  "shell (signed in)": ["index.html", "src/app/Inside.tsx", "src/app/worker.ts"],
  "door (sign in)": ["index.html", "src/features/auth/Auth.tsx"],
  home: ["index.html", "src/app/Inside.tsx", "src/features/home/Home.tsx"],
  documents: ["index.html", "src/app/Inside.tsx", "src/features/documents/Documents.tsx"],
  "one document": ["index.html", "src/app/Inside.tsx", "src/features/documents/DocumentRoom.tsx"],
  settings: ["index.html", "src/app/Inside.tsx", "src/features/org/OrgSettings.tsx"],
  profile: ["index.html", "src/app/Inside.tsx", "src/features/me/Me.tsx"],
};
let failed = false;
for (const [name, keys] of Object.entries(rooms)) {
  const bytes = weigh(keys.filter((key) => key in manifest));
  const bound = name.startsWith("shell") || name.startsWith("door");
  console.log(`${name.padEnd(20)} ${(bytes / 1000).toFixed(1).padStart(7)} kB gzip${bound ? ` (limit ${LIMIT / 1000})` : ""}`);
  if (bound && bytes > LIMIT) failed = true;
}
if (failed) {
  console.error("The shell is heavier than its limit.");
  process.exit(1);
}

// Writes src/data/api.gen.ts from the API's own description; `npm run api` after docs/openapi.yaml changed.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/openapi.yaml", import.meta.url);
const target = new URL("../src/data/api.gen.ts", import.meta.url);
// A field with a default may be left out of a request; where an answer always has it, the description says `required`.
let scopes = [];
const transform = (schema, { path }) => {
  if (path?.endsWith("/schemas/NewApiKey/scopes")) scopes = schema.items.enum;
};
const types = astToString(await openapiTS(source, { defaultNonNullable: false, transform }));
const text = `// Generated from docs/openapi.yaml by \`npm run api\`; not to be edited.\n${types}
/** What an API key may be given. */
export const SCOPES = ${JSON.stringify(scopes)} as const;
`;
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("src/data/api.gen.ts is older than docs/openapi.yaml: run `npm run api`.");
    process.exit(1);
  }
} else writeFileSync(target, text);

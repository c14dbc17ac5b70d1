import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

/** What the compiler does not see: promises that nobody waits for, hooks out of order, screens that some cannot use. */
export default defineConfig(
  globalIgnores(["**/dist", "**/node_modules", "test-results", "lighthouse", "src/data/api.gen.ts"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [ts.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  {
    files: ["src/**/*.{ts,tsx}", "packages/*/src/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/unbound-method": "error",
    },
  },
  {
    files: ["src/**/*.tsx"],
    extends: [a11y.flatConfigs.recommended],
    plugins: { "react-hooks": hooks },
    rules: {
      // The two rules of hooks. The others of that package run the React compiler, which we do not build with.
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // The first field of a page that is nothing but a form; fields that appear because a button was pressed.
      "jsx-a11y/no-autofocus": "off",
    },
  },
);

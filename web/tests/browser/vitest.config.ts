import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["*.test.ts"],
    environment: "node",
    setupFiles: ["setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As long as everything else here is waited for; a second is too short for a machine that does something else as well.
    expect: { poll: { timeout: 20_000 } },
    // One browser, one stack, two cores: files go one after another.
    fileParallelism: false,
  },
});

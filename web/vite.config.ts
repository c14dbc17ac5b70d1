import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { paintFirst } from "./scripts/paint-first.ts";

export default defineConfig({
  plugins: [
    react(),
    paintFirst(),
    VitePWA({
      registerType: "prompt",
      injectRegister: null,
      manifest: {
        name: "Hearth",
        short_name: "Hearth",
        description: "A calm place where a team writes, plans and talks together.",
        start_url: "/",
        display: "standalone",
        background_color: "#faf8f5",
        theme_color: "#faf8f5",
        icons: [
          { src: "/mark.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        globPatterns: ["**/*.{js,css,html,svg,woff2}"],
        // They run in a frame without our origin, which asks no service worker.
        globIgnores: ["assets/mermaid*.js", "assets/frame-*.js"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/v1\//, /^\/live/, /^\/docs/],
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: false,
        importScripts: ["/sw-routes.js"],
        clientsClaim: true,
      },
    }),
  ],
  build: { target: "es2022", sourcemap: false, manifest: true, modulePreload: { polyfill: false } },
  server: {
    proxy: { "/v1": process.env.HEARTH_REST ?? "http://127.0.0.1:8787", "/live": { target: process.env.HEARTH_REST ?? "http://127.0.0.1:8787", ws: true } },
  },
  // No test is about time: one that hangs is told from one on a busy machine, and nothing else.
  test: { include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"], environment: "node", testTimeout: 60_000 },
});

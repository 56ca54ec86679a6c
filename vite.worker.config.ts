import path from "node:path";
import { defineConfig } from "vite";

/** The threads of the program as plain JavaScript: starting one does not wait until TypeScript is understood. */
export default defineConfig({
  resolve: { alias: { "~": path.resolve(import.meta.dirname, "app") } },
  build: {
    target: "es2022",
    ssr: true,
    rollupOptions: {
      input: ["app/datasets/profile/profile-worker.server.ts", "app/judging/assigning/assign-worker.server.ts"],
    },
    outDir: "build/worker",
    emptyOutDir: true,
    copyPublicDir: false,
  },
});

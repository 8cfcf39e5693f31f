import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { deskBudget } from './scripts/desk-budget.ts';
import { deskChunks } from './scripts/desk-chunks.ts';
import { typesOnlyContract } from './scripts/desk-contract.ts';

const OUT = join(import.meta.dirname, 'dist/desk');
const DESK = join(import.meta.dirname, 'web/desk');
const chunks = deskChunks(DESK);

/** Every text file also as `.gz` and `.br`, so that the server sends it ready-made instead of compressing per request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
        const file = join(OUT, name);
        if (!/\.(js|css|html|svg|json)$/.test(name) || !statSync(file).isFile()) continue;
        const bytes = readFileSync(file);
        if (bytes.length < 1024) continue;
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

/** Builds the staff desk. `vite` alone serves it on its own port against a running server (`DESK_API`). */
export default defineConfig({
  root: 'web/desk',
  base: '/desk/',
  resolve: { alias: { zod: join(import.meta.dirname, 'web/lib/types-only-zod.ts') } },
  plugins: [typesOnlyContract(), chunks.plugin, precompress(), deskBudget(OUT)],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and images stay files: the content security policy allows no data: scripts and few data: anything.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Mantine marks every file "use client" for servers that render React; here it means nothing, 400 times.
      onLog(level, log, handle) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
      // What a schema describes is checked by the server; one that nothing in the desk uses is left out.
      treeshake: { manualPureFunctions: ['z', 'endpoint'] },
      output: { codeSplitting: { groups: chunks.groups } },
    },
  },
  server: { proxy: { '/api': { target: process.env.DESK_API ?? 'http://127.0.0.1:10220', ws: true } } },
});

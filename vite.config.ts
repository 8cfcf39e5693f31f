import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { deskBudget } from './scripts/desk-budget.ts';

const OUT = join(import.meta.dirname, 'dist/desk');

/** What menus, tooltips and dialogs are made of: fetched once the first list is there, as one file. */
const FLOATING =
  /node_modules\/(@floating-ui\/|react-remove-scroll|@mantine\/core\/esm\/components\/(Menu|Popover|Tooltip|Modal|ModalBase|ScrollArea|SegmentedControl|Switch)\/)/;

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
  plugins: [precompress(), deskBudget(OUT)],
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
      output: {
        // What changes rarely is kept apart, so that a new version of the desk costs a returning browser little.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
            // Few files instead of forty small ones: each costs a round trip on the network of a telephone.
            { name: 'first', tags: ['$initial'] },
            { name: 'floating', test: FLOATING },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: process.env.DESK_API ?? 'http://127.0.0.1:10220', ws: true } } },
});

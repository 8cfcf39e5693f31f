import { join } from 'node:path';
import { defineConfig } from 'vite';
import { budget } from './scripts/widget-budget.ts';

const OUT = join(import.meta.dirname, 'dist/widget');

/** The chat window itself, loaded when it is first opened. */
export default defineConfig({
  root: 'web/widget',
  publicDir: false,
  resolve: { alias: { zod: join(import.meta.dirname, 'web/lib/types-only-zod.ts') } },
  plugins: [budget({ [join(OUT, 'frame.js')]: 25_000 })],
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: 'es2020',
    assetsInlineLimit: 0,
    // Not as a library: those are left with their blanks.
    rolldownOptions: {
      input: join(import.meta.dirname, 'web/widget/frame/main.tsx'),
      output: { entryFileNames: 'frame.js', assetFileNames: 'frame[extname]' },
    },
    modulePreload: false,
  },
});

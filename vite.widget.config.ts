import { join } from 'node:path';
import { defineConfig } from 'vite';
import { budget } from './scripts/widget-budget.ts';

const OUT = join(import.meta.dirname, 'dist/widget');

/** `widget.js`: what other sites load. One plain script that leaves nothing behind in the page. */
export default defineConfig({
  root: 'web/widget',
  publicDir: false,
  plugins: [budget({ [join(OUT, 'widget.js')]: 15_000 })],
  build: {
    outDir: OUT,
    // The window is built into the same folder.
    emptyOutDir: false,
    target: 'es2020',
    lib: { entry: 'loader/main.ts', formats: ['iife'], name: 'td1022', fileName: () => 'widget.js' },
  },
});

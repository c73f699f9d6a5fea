/** Builds the harness page: the window on canned answers, for looking at it without an engine. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: { outDir: fileURLToPath(new URL('../../../node_modules/.cache/waybill-harness', import.meta.url)), emptyOutDir: true },
});

import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page, built once for both faces: the window (app://atrium/) and the loopback page. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'renderer'),
  // Relative, so that the same files work under any address.
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: path.join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    // The content security policy allows files of our own, not inlined ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});

// Builds page/ into dist/: one small entry, and a chunk each for what only some views need (charts, shapes, the editor).
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('page', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Names what belongs to what, for a server that wants to know; it is no asset of the page.
    manifest: 'manifest.json',
    target: 'es2023',
    // The page's policy allows files of its own server alone: nothing is put into the text of another.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
})

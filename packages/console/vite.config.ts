import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressPlugin } from './compress-plugin.ts'
import { factsPlugin } from './facts-plugin.ts'
import { fieldWorkerPlugin } from './field-worker-plugin.ts'
import { scrollLockPlugin } from './scroll-lock-plugin.ts'

/** Where the development server finds the API; the built console is served by the API's own server. */
const api = process.env.LASTMILE_API ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), factsPlugin(), fieldWorkerPlugin(), scrollLockPlugin(), compressPlugin()],
  // The server puts a fresh nonce in place of this word in every page that it serves (docs in README.md).
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The form engine of the field app is one piece of 1.2 MB; it is fetched when a phone is set up, and kept.
    chunkSizeWarningLimit: 1600,
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
})

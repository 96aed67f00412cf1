import { defineConfig } from 'vitest/config'
import { requirePinnedNode } from './scripts/bootstrap/pinned-node.mjs'

requirePinnedNode()

/** Unit and database tests. Two workers: the machine we plan for has two cores. */
export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'packages/**/*.test.tsx',
      'scripts/**/*.test.ts',
      'bench/frame/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['packages/server/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})

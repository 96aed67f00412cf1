import { defineConfig } from 'vitest/config'
import { requirePinnedNode } from './scripts/bootstrap/pinned-node.mjs'

requirePinnedNode()

/** Two workers: the machine we plan for has two cores. The workshop's tests need no database. */
export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          include: ['packages/**/*.test.{ts,tsx}'],
          globalSetup: ['packages/server/testing/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'workshop', include: ['scripts/**/*.test.ts', 'bench/frame/*.test.ts'] },
      },
    ],
  },
})

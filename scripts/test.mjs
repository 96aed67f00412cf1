// npm test: every check of the project, cheapest first. `npm test -- --list` names them, `npm test -- types` runs one.
import { join } from 'node:path'
import { bootstrap, entryPoint } from './bootstrap/bootstrap.mjs'
import { ROOT, runUnderPinnedNode } from './bootstrap/pinned-node.mjs'

await entryPoint(async () => {
  await bootstrap()
  await runUnderPinnedNode(join(ROOT, 'scripts', 'test-run', 'main.ts'), process.argv.slice(2))
})

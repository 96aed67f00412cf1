// Serves a demo district with data of its own, made anew: a journey starts from what `npm start` shows on its first day.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLineEntry, entryPoint } from '../scripts/bootstrap/bootstrap.mjs'
import { ROOT, runUnderPinnedNode } from '../scripts/bootstrap/pinned-node.mjs'

await entryPoint(async () => {
  const data = join(ROOT, 'e2e', 'out', 'data')
  rmSync(data, { recursive: true, force: true })
  await runUnderPinnedNode(commandLineEntry(), ['serve', '--demo', '--data', data, ...process.argv.slice(2)])
})

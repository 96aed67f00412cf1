// npm run bench: the benchmarks and their peers (bench/package.json), which neither `npm start` nor `npm test` installs.
import { join } from 'node:path'
import { bootstrap, entryPoint } from './bootstrap/bootstrap.mjs'
import { install, installReason } from './bootstrap/dependencies.mjs'
import { ROOT, runUnderPinnedNode } from './bootstrap/pinned-node.mjs'

await entryPoint(async () => {
  await bootstrap()
  const reason = installReason(join(ROOT, 'bench'))
  if (reason !== null) {
    console.error(`${reason} Installing the benchmarks' peers (npm ci in bench/):`)
    await install(join(ROOT, 'bench'))
  }
  await runUnderPinnedNode(join(ROOT, 'bench', 'frame', 'main.ts'), process.argv.slice(2))
})

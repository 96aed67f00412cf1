// npm start: from a bare clone to a running demo of the district. Arguments go on to `lastmile serve`.
import { bootstrap, commandLineEntry, entryPoint } from './bootstrap/bootstrap.mjs'
import { runUnderPinnedNode } from './bootstrap/pinned-node.mjs'

await entryPoint(async () => {
  await bootstrap()
  await runUnderPinnedNode(commandLineEntry(), ['serve', '--demo', ...process.argv.slice(2)])
})

// A process of its own that imports a file, to be killed: `node import-child.ts DATA_DIR FILE` or `… DATA_DIR --resume BATCH`.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { prepareDatabase } from '../../../platform/db/index.ts'
import { openDatabase } from '../../../platform/postgres/index.ts'
import { bufferBytes } from '../files/bytes.ts'
import { importInPlace, resumeInPlace } from '../service/run-in-place.ts'
import { DISTRICT, importDeps } from './import-world.ts'

const [dataDir = '', file = '', batch] = process.argv.slice(2)
const db = await openDatabase({ dataDir })
await prepareDatabase(db)
const deps = await importDeps(db, { now: () => new Date('2025-07-02T02:00:00.000Z') })
const actor = { userId: '', role: 'system', orgPath: DISTRICT } as const
const options = {
  onBatch: (id: string) => console.log(`batch ${id}`),
  onProgress: ({ done }: { done: number }) => console.log(`done ${done}`),
}
const ended =
  batch === undefined
    ? await importInPlace(
        deps,
        actor,
        {
          source: 'dibao-roster',
          file: bufferBytes(readFileSync(file)),
          fileName: '名单-2025-06.csv',
          dryRun: false,
        },
        options,
      )
    : await resumeInPlace(deps, actor, batch, options)
console.log(`ended ${JSON.stringify(ended)}`)
await db.close()

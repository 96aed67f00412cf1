// The process that seeds a demo. `seed-process.ts` starts it, hears of its progress, and ends with its error.
import { composeModules } from '../modules/index.ts'
import { keyFilePath } from '../platform/crypto/index.ts'
import { systemClock } from '../platform/db/index.ts'
import { databaseOptions, openDatabase } from '../platform/postgres/index.ts'
import { openOffice } from './office.ts'
import { seedDemoOnce } from './seed.ts'
import type { SeedChildInput, SeedChildMessage } from './seed-process.ts'

const input: SeedChildInput = JSON.parse(process.argv[2] ?? '{}')
const tell = (message: SeedChildMessage) =>
  new Promise<void>((resolve) => {
    if (process.send) process.send(message, () => resolve())
    else resolve()
  })

// Nobody waits for the work any more; what is half done begins again at the next start.
process.on('disconnect', () => process.exit(1))

const { root, district, dataDir, households } = input
const db = await openDatabase(databaseOptions(process.env, dataDir))
try {
  const keyFile = keyFilePath(process.env, dataDir)
  const office = await openOffice(db, systemClock, { root, district, keyFile })
  const modules = composeModules({ ...office, onJobError: (error) => console.error(error) })
  await seedDemoOnce(office, modules, {
    root,
    district,
    ...(households === undefined ? {} : { households }),
    onProgress: (step, done, total) => void tell({ kind: 'progress', step, done, total }),
  })
  await tell({ kind: 'done' })
} catch (error) {
  await tell({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) })
} finally {
  await db.close()
  process.disconnect?.()
}

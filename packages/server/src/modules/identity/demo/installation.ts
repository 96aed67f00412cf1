import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { countRealAccounts } from '../store/demo.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

const DEMO = 'demo'

/** Whether this data folder is a demo. Once a demo, always a demo: its passwords are public. */
export async function isDemo(tx: Tx): Promise<boolean> {
  return (await readSetting(tx, DEMO)) === true
}

/**
 * Makes this data folder a demo, for good. Runs as the system.
 * @throws `demo_on_real_office` when accounts of a real office are in it.
 */
export async function becomeDemo(tx: Tx): Promise<void> {
  if (await isDemo(tx)) return
  const accounts = await countRealAccounts(tx)
  if (accounts > 0) throw new AppError('demo_on_real_office', { accounts })
  await writeSetting(tx, DEMO, true)
  tx.ledger({ action: 'installation.demo', objectKind: 'installation', objectId: 'demo' })
}

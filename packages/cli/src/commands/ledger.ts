import { verifyLedger } from '@lastmile/server/platform'
import type { Command, Context, ExitCode } from '../command.ts'
import { withDatabase } from '../database.ts'

/** `lastmile ledger verify`: whether the ledger is what was sealed. Exit 1 when it is not. */
export const command: Command = {
  name: 'ledger',
  summary: 'check that nobody has changed the ledger',
  usage: ['ledger verify [--data DIR] [--json]'],
  subcommands: ['verify'],
  options: [],
  async run(context: Context): Promise<ExitCode> {
    const started = performance.now()
    const result = await withDatabase(context, (db) => verifyLedger(db))
    if (context.json) {
      context.print(result)
    } else if (result.firstBroken) {
      const { seq, kind, expected, found, block } = result.firstBroken
      const place = block === null ? '' : ` in block ${block}`
      context.say(`BROKEN at entry ${seq}${place} (${kind})\n  expected ${expected}\n  found    ${found}`)
    } else {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      context.say(`${result.entries} entries in ${result.blocks} blocks agree (${seconds} s)`)
      context.say(`${result.unsealed} wait to be sealed; root of the last block: ${result.head}`)
    }
    return result.ok ? 0 : 1
  },
}

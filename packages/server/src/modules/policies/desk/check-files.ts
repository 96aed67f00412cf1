import type { LibraryCheck } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { CallerContext } from '../../../platform/operation/index.ts'
import { presentCheck } from './check.ts'
import type { DeskDeps } from './deps.ts'

/**
 * Checks texts that stand in an editor, and writes nothing. No transaction is open meanwhile; whoever gives the request
 * up gives the check up.
 */
export async function checkFiles(
  { caller, transaction }: CallerContext,
  deps: DeskDeps,
  files: readonly { readonly path: string; readonly text: string | null }[],
  signal: AbortSignal | undefined,
): Promise<z.infer<typeof LibraryCheck>> {
  const { accountId, role, orgPath } = caller
  const [base, day] = await transaction(
    { userId: accountId, role, orgPath },
    async (tx) => [await deps.holder.current(tx), legalDateAt(tx.now)] as const,
  )
  const changes = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return presentCheck(await deps.thread.check(base, changes, day, { owner: accountId, signal }))
}

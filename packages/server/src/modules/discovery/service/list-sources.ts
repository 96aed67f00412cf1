import type { Source } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { newestOwnLayouts } from '../layouts/find-layout.ts'
import { targetType } from '../sources/target.ts'

/** The department layouts of the district, and the newest versions of those that were made here. */
export async function listSources(
  tx: Tx,
  deps: Pick<DiscoveryDeps, 'layouts' | 'facts'>,
): Promise<z.infer<typeof Source>[]> {
  return [...deps.layouts.values(), ...(await newestOwnLayouts(tx, deps))].map((layout) => ({
    id: layout.id,
    name: layout.name,
    department: layout.department,
    policy: layout.policy,
    sampleFile: layout.sample_file,
    columns: layout.columns.map(({ target, label, required, aliases }) => ({
      target: target.name,
      label,
      required,
      type: targetType(target),
      aliases: [...aliases],
    })),
  }))
}

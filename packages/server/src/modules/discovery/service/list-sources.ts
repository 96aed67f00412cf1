import type { Source } from '@lastmile/contract'
import type { z } from 'zod'
import type { DiscoveryDeps } from '../deps.ts'
import { targetType } from '../sources/target.ts'

/** The department layouts of the district. */
export function listSources(deps: Pick<DiscoveryDeps, 'layouts'>): z.infer<typeof Source>[] {
  return [...deps.layouts.values()].map((layout) => ({
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

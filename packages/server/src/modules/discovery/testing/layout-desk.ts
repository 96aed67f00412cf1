import type { Area, AreaPerson } from '../../../../testing/area.ts'
import type { Draft } from '../layouts/draft-to-document.ts'
import { runImport } from '../service/run-import.ts'

export interface Batch {
  id: string
  source: string
  layout: 'known' | 'own' | 'none'
  layoutVersion: number | null
  sourceName: { zh: string }
  encoding: string | null
  state: string
  accepted: number
  unchanged: number
  refused: number
  asOf: string
  version: number
}
interface Preview {
  batch: Batch
  mapping: Record<string, string>
  problems: unknown[]
}
interface Columns {
  headerRow: number
  rows: number
  columns: {
    header: string
    samples: string[]
    distinct: { text: string; count: number }[]
    suggestions: { target: string; sure: boolean; why: string }[]
  }[]
  current: { source: string; version: number; draft: Draft } | null
}
interface Tried {
  rows: number
  refused: number
  columns: {
    header: string
    unreadable: number
    values: { text: string; becomes: unknown; problem: { zh: string } | null }[]
  }[]
}
export interface Refusal {
  code: string
  happened: { zh: string }
}

/** A column of a draft that is read as usual. */
export const column = (header: string, target: string, change: Partial<Draft['columns'][number]> = {}) => ({
  ...{
    header,
    target,
    required: false,
    ifWrong: 'leave_out' as const,
    unit: null,
    precision: 'day' as const,
  },
  ...{ values: {}, ...change },
})

/** What somebody does with a file that no list foresaw, over HTTP; `area` is asked for when it is needed. */
export function layoutDesk(area: () => Area) {
  const bringFile = async (sheet: File, who: AreaPerson = 'administrator') =>
    (await (await area().as(who)).upload<Preview>('/imports', sheet)).body
  const columnsOf = async (id: string) =>
    (await (await area().as('administrator')).get<Columns>(`/imports/${id}/columns`)).body
  const tryOut = async (id: string, draft: Draft) =>
    (await area().as('administrator')).post<Tried & Refusal>(`/imports/${id}/layout/try`, { draft })
  const save = async (
    batch: Batch,
    draft: Draft,
    source: string | null = null,
    who: AreaPerson = 'administrator',
  ) =>
    (await area().as(who)).post<Batch & Refusal>(`/imports/${batch.id}/layout`, {
      ...{ draft, source, version: batch.version },
    })
  const start = async (batch: Batch, mapping: Record<string, string>, dryRun = false) => {
    const client = await area().as('administrator')
    const answer = await client.post<Batch & Refusal>(`/imports/${batch.id}/start`, {
      ...{ mapping, dryRun, version: batch.version },
    })
    if (answer.status !== 200) return answer.body
    const actor = { id: batch.id, started_by: client.accountId, org_path: client.orgPath }
    await runImport(area().app.modules.discovery, actor)
    return (await client.get<Batch & Refusal>(`/imports/${batch.id}`)).body
  }
  const mappingOf = async (id: string) =>
    (await (await area().as('administrator')).get<Preview>(`/imports/${id}/preview`)).body.mapping
  return { bringFile, columnsOf, tryOut, save, start, mappingOf }
}

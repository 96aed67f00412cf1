import type { WhatIfScenario, WhatIfScenarioSummary } from '@lastmile/contract'
import { newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import { libraryHash } from '../library-hash.ts'
import { keepSnapshot } from '../snapshots.ts'
import { ask, type Question } from './ask.ts'
import type { WhatIfDeps } from './deps.ts'
import { savedQuestion } from './saved-question.ts'
import {
  getScenario,
  insertSave,
  insertScenario,
  listSaves,
  listScenarioRows,
  markDeleted,
  type NewSave,
  type ScenarioRow,
  updateScenario,
} from './store.ts'

type View = z.infer<typeof WhatIfScenario>
type Step = { readonly id: string; readonly version: number }

/** Reckons a question, and keeps the library that it was reckoned with. */
async function reckon(tx: Tx, deps: WhatIfDeps, question: Question): Promise<NewSave> {
  const { subject, readAt, result } = await ask(tx, deps, question)
  const { library, date, policies } = subject
  await asSystem(tx, tx.actor.orgPath, () => keepSnapshot(tx, library))
  return {
    date,
    libraryHash: libraryHash(library),
    readAt,
    question: savedQuestion(library, date, policies, question.changes),
    result,
  }
}

function note(tx: Tx, action: string, id: string, name: string, more: { readonly no?: number } = {}): void {
  tx.ledger({
    action,
    objectKind: 'what_if_scenario',
    objectId: id,
    orgPath: tx.actor.orgPath,
    data: { name, ...more },
  })
}

export async function saveScenario(
  tx: Tx,
  deps: WhatIfDeps,
  input: Question & { readonly name: string; readonly note: string },
): Promise<View> {
  const save = await reckon(tx, deps, input)
  const id = newIdAt(tx.now)
  await insertScenario(tx, { id, name: input.name, note: input.note })
  await insertSave(tx, id, 1, save)
  note(tx, 'scenario.save', id, input.name, { no: 1 })
  return viewScenario(tx, deps, { id })
}

/** Saves a scenario anew, as another number of the same: with new words, another question, or the households of today. */
export async function changeScenario(
  tx: Tx,
  deps: WhatIfDeps,
  input: Step & {
    readonly policies?: readonly string[] | undefined
    readonly changes?: Question['changes'] | undefined
    readonly date?: string | undefined
    readonly name?: string | undefined
    readonly note?: string | undefined
  },
): Promise<View> {
  const row = await getScenario(tx, input.id)
  if (row.owner_id !== tx.actor.userId) throw new AppError('scenario_of_another')
  if (row.version !== input.version) throw new AppError('version_conflict')
  const save = await reckon(tx, deps, {
    policies: input.policies ?? row.question.policies.map(({ id }) => id),
    changes:
      input.changes ??
      row.question.changes.map(({ policy, parameter, value }) => ({ policy, parameter, value })),
    date: input.date,
  })
  const no = row.current_no + 1
  const name = input.name ?? row.name
  await insertSave(tx, row.id, no, save)
  await updateScenario(tx, row.id, input.version, { name, note: input.note ?? row.note, no })
  note(tx, 'scenario.save', row.id, name, { no })
  return viewScenario(tx, deps, { id: row.id })
}

export async function deleteScenario(tx: Tx, step: Step, deleted: boolean): Promise<Step> {
  const { name, version } = await markDeleted(tx, step, deleted)
  note(tx, deleted ? 'scenario.delete' : 'scenario.restore', step.id, name)
  return { id: step.id, version }
}

/** One scenario with its answer and everything that the answer rests on. */
export async function viewScenario(
  tx: Tx,
  deps: WhatIfDeps,
  input: { readonly id: string; readonly no?: number | undefined },
): Promise<View> {
  return presentScenario(tx, deps, await getScenario(tx, input.id, input.no))
}

async function presentScenario(tx: Tx, deps: WhatIfDeps, row: ScenarioRow): Promise<View> {
  const { library } = await deps.holder.current(tx)
  const saves = await listSaves(tx, row.id)
  const staff = await staffByIds(tx, [row.owner_id, ...saves.map((save) => save.saved_by)])
  const paths = [row.org_path, ...(row.result.groups.street ?? []).map(({ key }) => key)]
  const names = await unitNames(tx, paths)
  const nameOf = (path: string) => names.get(path) ?? path
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    orgPath: row.org_path,
    orgName: nameOf(row.org_path),
    owner: staff.get(row.owner_id)?.name ?? '',
    mine: row.owner_id === tx.actor.userId,
    no: row.no,
    saves: saves.map(({ no, saved_at, saved_by }) => ({
      no,
      at: saved_at.toISOString(),
      by: staff.get(saved_by)?.name ?? '',
    })),
    ...row.question,
    date: row.legal_date,
    libraryHash: row.library_hash,
    readAt: row.read_at.toISOString(),
    outdated: row.library_hash !== libraryHash(library),
    streets: [...new Set(paths)].map((path) => ({ path, name: nameOf(path) })),
    result: plain(row.result),
    version: row.version,
  }
}

/** The contract's arrays and records are writable. */
function plain(result: ScenarioRow['result']): View['result'] {
  return structuredClone(result) as View['result']
}

export async function listScenarios(
  tx: Tx,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ items: z.infer<typeof WhatIfScenarioSummary>[]; total: number }> {
  const rows = await listScenarioRows(tx, page)
  const staff = await staffByIds(
    tx,
    rows.map(({ owner_id }) => owner_id),
  )
  const names = await unitNames(
    tx,
    rows.map(({ org_path }) => org_path),
  )
  return {
    items: rows.map((row) => {
      const { before, after, better, worse } = row.total
      const yearly = (side: typeof before) => 12 * side.month + side.year
      return {
        id: row.id,
        name: row.name,
        note: row.note,
        orgName: names.get(row.org_path) ?? row.org_path,
        owner: staff.get(row.owner_id)?.name ?? '',
        mine: row.owner_id === tx.actor.userId,
        no: row.no,
        date: row.legal_date,
        version: row.version,
        policies: row.question.policies.map(({ id, name }) => ({ id, name })),
        savedAt: row.updated_at.toISOString(),
        better,
        worse,
        yearFen: yearly(after) - yearly(before),
        onceFen: after.once - before.once,
      }
    }),
    total: rows[0]?.count ?? 0,
  }
}

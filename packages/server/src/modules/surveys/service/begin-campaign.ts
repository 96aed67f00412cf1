import { MOST_TARGETS } from '@lastmile/contract'
import { isWithin, legalDateAt, newIdAt } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { type ChosenHousehold, chooseHouseholds } from '../../households/index.ts'
import { staffOfDistrict, unitNames } from '../../identity/index.ts'
import { newestForm } from '../../visits/index.ts'
import type { SurveyDeps } from '../deps.ts'
import { insertCampaign, insertTargets, openLoads, type TargetRow, type Who } from '../store/campaigns.ts'
import { assignVisitors } from './assign.ts'
import { spreadOf } from './share-out.ts'

/** Fixes the households of a query and who would visit each. Throws `campaign_too_large`, `campaign_empty`. */
async function plan(
  tx: Tx,
  deps: SurveyDeps,
  who: Who,
): Promise<{
  under: string
  targets: TargetRow[]
  spots: ReadonlyMap<string, ChosenHousehold['spot']>
}> {
  const under = who.under ?? tx.actor.orgPath
  if (!isWithin(under, tx.actor.orgPath)) throw new AppError('not_found')
  const households = await chooseHouseholds(tx, deps.households, { ...who, under, limit: MOST_TARGETS + 1 })
  if (households.length > MOST_TARGETS) throw new AppError('list_too_long', { most: MOST_TARGETS })
  const staff = await staffOfDistrict(tx)
  return {
    under,
    targets: assignVisitors(households, staff, await openLoads(tx)),
    spots: new Map(households.map(({ id, spot }) => [id, spot])),
  }
}

/** What a campaign would be: households by unit and by visitor. Nothing is written. */
export async function previewCampaign(tx: Tx, deps: SurveyDeps, input: { readonly who: Who }) {
  const { targets, spots } = await plan(tx, deps, input.who)
  const staff = new Map((await staffOfDistrict(tx)).map((one) => [one.id, one.name]))
  const units = Map.groupBy(targets, ({ org_path }) => org_path)
  const names = await unitNames(tx, [...units.keys()])
  const people = Map.groupBy(targets, ({ assignee_id }) => assignee_id)
  return {
    households: targets.length,
    units: [...units]
      .map(([path, of]) => ({ path, name: names.get(path) ?? '', households: of.length }))
      .sort((a, b) => b.households - a.households),
    people: [...people]
      .flatMap(([id, of]) =>
        id === null
          ? []
          : [
              {
                name: staff.get(id) ?? '',
                households: of.length,
                metres: spreadOf(of.map(({ household_id }) => spots.get(household_id) ?? null)),
              },
            ],
      )
      .sort((a, b) => b.households - a.households),
    unassigned: people.get(null)?.length ?? 0,
  }
}

/**
 * Begins a campaign (走访调研, mandate D1, P2): its households and the version of its form are fixed now, whatever changes
 * later. Throws `campaign_empty` when nobody would be asked and `campaign_late` for a day that has passed.
 */
export async function beginCampaign(
  tx: Tx,
  deps: SurveyDeps,
  input: { readonly title: string; readonly formId: string; readonly dueOn: string; readonly who: Who },
): Promise<{ id: string; asked: number }> {
  const form = await newestForm(tx, input.formId)
  if (!form) throw new AppError('not_found')
  if (input.dueOn < legalDateAt(tx.now)) throw new AppError('campaign_late')
  const { under, targets } = await plan(tx, deps, input.who)
  if (targets.length === 0) throw new AppError('campaign_empty')
  const id = newIdAt(tx.now)
  await insertCampaign(tx, {
    id,
    org_path: under,
    title: input.title,
    form_id: form.id,
    form_version: form.version,
    who: input.who,
    due_on: input.dueOn,
    created_by: tx.actor.userId,
    created_at: tx.now,
  })
  await insertTargets(tx, id, targets)
  tx.ledger({
    action: 'campaign.begin',
    objectKind: 'campaign',
    objectId: id,
    orgPath: under,
    data: { title: input.title, households: targets.length, form: form.id, version: form.version },
  })
  return { id, asked: targets.length }
}

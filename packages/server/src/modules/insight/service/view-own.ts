import type { OwnPage } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { caseOfOwnHousehold } from '../../casework/index.ts'
import { ownHousehold } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { InsightDeps } from '../deps.ts'
import { readersOf } from '../store.ts'

const HOURS = '工作日 8:30–17:00'

/** The resident's own page: who accompanies, what comes in, the plan, and who opened the file. */
export async function viewOwn(tx: Tx, deps: InsightDeps): Promise<z.infer<typeof OwnPage>> {
  const household = await ownHousehold(tx)
  if (!household) throw new AppError('not_found')
  const file = await caseOfOwnHousehold(tx, household.id)
  const readers = await readersOf(tx, household.id)
  const staff = await staffByIds(tx, [household.advisorId, ...readers.map((reader) => reader.actor_id)])
  const sentences = await deps.sentences(tx, readers)
  const units = await unitNames(
    tx,
    readers.map((reader) => reader.actor_org),
  )
  const advisor = household.advisorId ? staff.get(household.advisorId) : undefined
  return {
    householdId: household.id,
    householdNo: household.no,
    headName: household.headName,
    members: household.members.map((member) => ({ name: member.name, relation: member.relation })),
    advisor: advisor
      ? { name: advisor.name, orgName: advisor.orgName, phone: advisor.workPhone, hours: HOURS }
      : null,
    receiving: household.receiving.map((receipt) => ({
      policyName: deps.policyName(receipt.policy),
      amountFen: receipt.amountFen,
      per: receipt.per,
    })),
    needs: file?.needs.map((need) => ({ title: need.title, state: need.state })) ?? [],
    plan:
      file?.plan.map((item) => ({
        id: item.id,
        title: item.title,
        goal: item.goal,
        dueOn: item.dueOn,
        state: item.state,
        result: item.result,
      })) ?? [],
    caseState: file?.state ?? null,
    readers: readers.map((reader, index) => ({
      at: reader.at.toISOString(),
      name: reader.actor_id === null ? '' : (staff.get(reader.actor_id)?.name ?? ''),
      role: reader.actor_role,
      orgName: reader.actor_org === null ? '' : (units.get(reader.actor_org) ?? ''),
      what: sentences[index] ?? { zh: reader.action, en: reader.action },
      purpose: reader.purpose,
    })),
  }
}

import type { IdentityField } from '@lastmile/contract'
import type { z } from 'zod'
import { IDENTITY_TARGETS, type IdentityTarget } from '../sources/target.ts'

type Text = { readonly zh: string; readonly en: string }

/** Fields that a new layout may send a column to. */
const LABELS: Partial<Record<IdentityTarget, Text>> = {
  'person.name': { zh: '姓名', en: 'Name' },
  'person.id_number': { zh: '身份证号', en: 'Identity number' },
  'person.birth_date': { zh: '出生日期', en: 'Date of birth' },
  'person.sex': { zh: '性别', en: 'Sex' },
  'person.phone': { zh: '联系电话', en: 'Telephone' },
  'person.relation': { zh: '与户主关系', en: 'Relation to the head' },
  'household.street': { zh: '街镇', en: 'Street or town' },
  'household.committee': { zh: '居村委', en: 'Committee' },
  'household.address': { zh: '居住地址', en: 'Address' },
  'household.key': { zh: '户编号（同一户相同）', en: 'Number of the household' },
  'household.head_name': { zh: '户主姓名', en: 'Name of the head' },
  'household.head_id_number': { zh: '户主身份证号', en: 'Identity number of the head' },
  'receipt.amount': { zh: '发放金额', en: 'Amount paid' },
  'receipt.from': { zh: '从哪天起享受', en: 'Paid since' },
  'row.key': { zh: '单号（一人可以有几行）', en: 'Number of the row (a person may have several)' },
  'row.day': { zh: '这一行说的是哪一天', en: 'The day that the row speaks of' },
}

/** The fields with their names, in the order in which people look for them. */
export const IDENTITY_FIELDS: readonly z.infer<typeof IdentityField>[] = Object.entries(LABELS).map(
  ([target, label]) => ({ target, label, type: IDENTITY_TARGETS[target as IdentityTarget] }),
)

/** What a field is called; null for one that a new layout does not offer. */
export function identityLabel(target: string): Text | null {
  return IDENTITY_FIELDS.find((field) => field.target === target)?.label ?? null
}

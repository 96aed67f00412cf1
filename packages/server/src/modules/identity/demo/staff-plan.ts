import type { Role } from '@lastmile/domain'
import { pinyin } from 'pinyin-pro'
import type { PlannedUnit } from '../org/org-file.ts'
import { demoName } from './demo-names.ts'

/** Somebody who works in the demo. */
export interface PlannedAccount {
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly orgPath: string
  readonly title: string | null
  readonly workPhone: string | null
  /** One of the handful that are shown at start and on the sign-in page. */
  readonly listed: boolean
}

/** The password of all demo accounts; public, and of no use outside a demo. */
export const DEMO_PASSWORD = 'Lastmile-2026'

/** The handful that is shown, in this order: one a role. */
export const LISTED_LOGINS: readonly string[] = [
  'bureau',
  'backbone.xiayang',
  'cadre.xiayang01',
  'social.qingnuan1',
  'supervisor',
  'manager.qingnuan',
  'volunteer1',
  'resident1',
  'auditor',
  'admin',
]

const SOCIAL_WORKERS = 5
const VOLUNTEERS_A_STREET = 2
const RESIDENTS = 3

/** 夏阳街道 → xiayang, 金泽镇 → jinze. */
function shortName(street: PlannedUnit): string {
  const place = street.nameZh.replace(/(街道|镇|乡)$/, '')
  return pinyin(place, { toneType: 'none', type: 'array', v: true }).join('').toLowerCase()
}

interface Draft {
  readonly login: string
  readonly role: Role
  readonly unit: PlannedUnit
  readonly title?: string
}

function ofStreet(street: PlannedUnit, committees: readonly PlannedUnit[]): Draft[] {
  const short = shortName(street)
  return [
    { login: `backbone.${short}`, role: 'backbone', unit: street, title: '救助骨干' },
    { login: `backbone.${short}2`, role: 'backbone', unit: street, title: '救助骨干' },
    ...committees.map(
      (committee, index): Draft => ({
        login: `cadre.${short}${String(index + 1).padStart(2, '0')}`,
        role: 'cadre',
        unit: committee,
        title: '社区干部',
      }),
    ),
  ]
}

function ofOrganisation(organisation: PlannedUnit): Draft[] {
  const short = organisation.code.replace(/^so-/, '')
  const workers = Array.from(
    { length: SOCIAL_WORKERS },
    (_, index): Draft => ({
      login: `social.${short}${index + 1}`,
      role: 'social_worker',
      unit: organisation,
      title: index === 0 ? '高级社工师' : '社工师',
    }),
  )
  return [
    { login: `manager.${short}`, role: 'org_manager', unit: organisation, title: '项目主管' },
    ...workers,
  ]
}

function drafts(tree: readonly PlannedUnit[]): Draft[] {
  const [district] = tree
  if (!district) return []
  const streets = tree.filter(({ kind }) => kind === 'street')
  const below = (street: PlannedUnit) =>
    tree.filter(({ kind, parentPath }) => kind === 'committee' && parentPath === street.path)
  const [firstStreet] = streets
  const volunteers = Array.from({ length: VOLUNTEERS_A_STREET }, () => streets).flat()
  return [
    { login: 'bureau', role: 'bureau', unit: district, title: '社会救助科' },
    { login: 'bureau2', role: 'bureau', unit: district, title: '社会救助科' },
    { login: 'supervisor', role: 'supervisor', unit: district, title: '督导' },
    { login: 'supervisor2', role: 'supervisor', unit: district, title: '督导' },
    { login: 'auditor', role: 'auditor', unit: district, title: '审计' },
    { login: 'admin', role: 'administrator', unit: district, title: '系统管理员' },
    ...streets.flatMap((street) => ofStreet(street, below(street))),
    ...tree.filter(({ kind }) => kind === 'organisation').flatMap(ofOrganisation),
    ...volunteers.map((unit, index): Draft => ({ login: `volunteer${index + 1}`, role: 'volunteer', unit })),
    ...(firstStreet ? below(firstStreet) : [])
      .slice(0, RESIDENTS)
      .map((unit, index): Draft => ({ login: `resident${index + 1}`, role: 'resident', unit })),
  ]
}

/**
 * Who works in the demo of a district, always the same for the same tree: two backbones a street and one cadre a
 * committee (mandate, phase 1), managers and social workers of each organisation, the bureau, supervisors, volunteers,
 * some residents, an auditor and an administrator. Names are made up, phones are from the range kept for examples.
 */
export function staffPlan(tree: readonly PlannedUnit[]): PlannedAccount[] {
  return drafts(tree).map(({ login, role, unit, title }, index) => ({
    login,
    name: demoName(index),
    role,
    orgPath: unit.path,
    title: title ?? null,
    workPhone: role === 'resident' ? null : `+861990000${String(index).padStart(4, '0')}`,
    listed: LISTED_LOGINS.includes(login),
  }))
}

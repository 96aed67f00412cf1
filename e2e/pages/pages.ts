/** One page of one role. A path is opened as it stands; `first` opens the first link of a list that the path shows. */
export interface PageOfRole {
  readonly name: string
  readonly path: string
  /** Clicked after the page stands: leads on to a page that has no fixed address. */
  readonly first?: string
}

const today = { name: 'today', path: '/today' }
const account = { name: 'account', path: '/account' }
const policies = [
  { name: 'policies', path: '/policies' },
  { name: 'policy', path: '/policies', first: '.lm-content a[href*="/policies/"]' },
]
const households = [
  { name: 'households', path: '/households' },
  { name: 'household', path: '/households', first: '.lm-table a[href*="/households/"]' },
]
const gaps = [
  { name: 'gaps', path: '/gaps' },
  { name: 'announcements', path: '/gaps/announcements' },
]
const signals = [
  { name: 'signals', path: '/signals' },
  { name: 'signal-rules', path: '/signals/rules' },
]
const screenings = { name: 'screenings', path: '/gaps/screenings' }
const needs = { name: 'needs', path: '/needs' }
const campaigns = [
  { name: 'campaigns', path: '/campaigns' },
  { name: 'campaign', path: '/campaigns', first: '.lm-content a[href*="/campaigns/0"]' },
]
const surveyForms = [
  { name: 'survey-forms', path: '/survey-forms' },
  { name: 'survey-form', path: '/survey-forms', first: '.lm-content a[href*="/survey-forms/"]' },
]
const visits = [
  { name: 'visits', path: '/visits' },
  { name: 'visit', path: '/visits', first: '.lm-table a[href*="/visits/0"]' },
  { name: 'fact-questions', path: '/fact-questions' },
]
const phones = { name: 'phones', path: '/visits/phones' }
const portrait = { name: 'area', path: '/area' }
const precision = { name: 'precision', path: '/gaps/precision' }
const bulletins = [
  { name: 'bulletins', path: '/bulletins' },
  { name: 'bulletin', path: '/bulletins', first: '.lm-content a[href*="/bulletins/0"]' },
]
const feedback = { name: 'feedback', path: '/feedback' }
const newFeedback = { name: 'new-feedback', path: '/feedback/new' }
const effect = [
  { name: 'effect', path: '/effect' },
  { name: 'effect-households', path: '/effect/households?policy=dibao&kind=entitled' },
]
const doors = [
  { name: 'doors', path: '/doors' },
  { name: 'notices', path: '/doors/notices' },
]
const desk = [
  { name: 'policy-desk', path: '/policy-desk' },
  { name: 'policy-verify', path: '/policy-desk/verify' },
]
const whatIf = [
  { name: 'what-if-compare', path: '/what-if/compare' },
  { name: 'what-if', path: '/what-if' },
  { name: 'what-if-dibao', path: '/what-if?policies=dibao,medical-aid&set=dibao.dibao_standard=1900' },
]
const cases = [
  { name: 'cases', path: '/cases' },
  { name: 'case', path: '/cases', first: '.lm-table a[href*="/cases/"]' },
]
const field = { name: 'field', path: '/field' }
const newHousehold = { name: 'new-household', path: '/households/new' }
const imports = { name: 'imports', path: '/imports' }
const sources = { name: 'sources', path: '/sources' }
const linkage = { name: 'linkage', path: '/linkage' }
const linkageRows = { name: 'linkage-rows', path: '/linkage/rows' }
const merges = { name: 'merges', path: '/linkage/merges' }
const conflicts = { name: 'conflicts', path: '/sources/conflicts' }
const tasks = { name: 'tasks', path: '/tasks' }
const ledger = { name: 'ledger', path: '/ledger' }
const assessments = [
  { name: 'assessments', path: '/assessments?box=all' },
  { name: 'assessment', path: '/assessments?box=all', first: '.lm-table a[href*="/assessment"]' },
  { name: 'alerts', path: '/assessments/alerts' },
]
const familyGroups = { name: 'family-groups', path: '/assessments/groups' }
const measure = { name: 'measure', path: '/measure' }
const scheme = { name: 'scheme', path: '/assessments/scheme' }
const area = [...households, ...visits, ...signals, ...assessments, ...gaps, needs, ...policies, ...cases]

/** Every page that each role has. The walk fails when the rail of a role leads to a page that does not stand here. */
export const PAGES_OF_ROLE: Readonly<Record<string, readonly PageOfRole[]>> = {
  bureau: [
    ...[
      today,
      portrait,
      ...campaigns,
      ...surveyForms,
      ...area,
      precision,
      screenings,
      ...effect,
      ...doors,
      ...desk,
      ...bulletins,
      feedback,
    ],
    ...whatIf,
    ...[
      { name: 'new-bulletin', path: '/bulletins/new' },
      imports,
      sources,
      conflicts,
      linkage,
      linkageRows,
      merges,
      tasks,
      familyGroups,
      measure,
      scheme,
      ledger,
      account,
    ],
  ],
  'backbone.xiayang': [
    ...[
      today,
      portrait,
      ...campaigns,
      ...area,
      ...effect,
      ...doors,
      precision,
      ...bulletins,
      feedback,
      newFeedback,
    ],
    ...whatIf,
    ...[
      newHousehold,
      field,
      phones,
      imports,
      sources,
      conflicts,
      linkage,
      linkageRows,
      merges,
      tasks,
      scheme,
      familyGroups,
      measure,
      account,
    ],
  ],
  'cadre.xiayang01': [
    ...[
      today,
      portrait,
      ...campaigns,
      ...area,
      ...effect,
      ...doors,
      ...bulletins,
      feedback,
      newFeedback,
      newHousehold,
      field,
      phones,
      account,
    ],
  ],
  'social.qingnuan1': [
    today,
    ...campaigns,
    ...area,
    ...doors,
    ...bulletins,
    feedback,
    newFeedback,
    field,
    phones,
    account,
  ],
  supervisor: [today, portrait, ...campaigns, ...area, ...effect, ...doors, familyGroups, measure, account],
  'manager.qingnuan': [
    today,
    ...households,
    needs,
    ...policies,
    ...cases,
    ...bulletins,
    feedback,
    newFeedback,
    account,
  ],
  volunteer1: [today, ...policies, { name: 'orders', path: '/orders' }, account],
  resident1: [today, ...policies, { name: 'own', path: '/own' }, account],
  auditor: [today, ...policies, ledger, account],
  admin: [
    today,
    ...policies,
    imports,
    sources,
    screenings,
    phones,
    { name: 'accounts', path: '/accounts' },
    account,
  ],
}

export { createAdministrator } from './accounts/first-administrator.ts'
export { becomeDemo, isDemo } from './demo/installation.ts'
export { type DemoAccount, demoAccounts } from './demo/list-demo-accounts.ts'
export { seedDemoAccounts } from './demo/seed-demo-accounts.ts'
export { DEMO_PASSWORD, type PlannedAccount, staffPlan } from './demo/staff-plan.ts'
export type { IdentityDeps } from './deps.ts'
export {
  cadresOf,
  findStaffMember,
  findUnit,
  type StaffMember,
  staffByIds,
  staffOfDistrict,
  unitNames,
} from './org/directory.ts'
export { listUnits, type PlacedUnit, placesOfUnits, unitWithParts } from './org/list-org.ts'
export { loadOrgTree } from './org/load-org-tree.ts'
export { type PlannedUnit, parseOrgFile, readOrgFile } from './org/org-file.ts'
export { identityRouter } from './router.ts'
export { findCaller } from './sign-in/sessions.ts'
export { readSetting, takeDay, writeSetting } from './store/settings.ts'

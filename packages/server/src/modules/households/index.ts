export { rememberContact, setAdvisor } from './service/care.ts'
export { endGrants, type Grant, grantHousehold } from './service/grants.ts'
export { type HouseholdHead, householdHeads } from './service/household-heads.ts'

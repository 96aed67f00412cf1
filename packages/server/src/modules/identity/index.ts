export { findStaffMember, findUnit, type StaffMember, staffByIds, unitNames } from './service/directory.ts'
export { findCaller } from './service/find-caller.ts'

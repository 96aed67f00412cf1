export { findStaffMember, findUnit, type StaffMember, staffByIds, unitNames } from './service/directory.ts'

import { accessErrors } from './table/access.ts'
import { assessmentErrors } from './table/assessment.ts'
import { backupErrors } from './table/backup.ts'
import { cryptoErrors } from './table/crypto.ts'
import { databaseErrors } from './table/database.ts'
import { guidanceErrors } from './table/guidance.ts'
import { householdErrors } from './table/households.ts'
import { identityErrors } from './table/identity.ts'
import { importErrors } from './table/imports.ts'
import { jobErrors } from './table/jobs.ts'
import { policyErrors } from './table/policies.ts'
import { requestErrors } from './table/request.ts'
import { signalErrors } from './table/signals.ts'
import { startErrors } from './table/start.ts'
import { visitErrors } from './table/visits.ts'
import { whatIfErrors } from './table/what-if.ts'

/** The one table of errors: `docs/errors.md` is written from it. */
export const ERRORS = {
  ...accessErrors,
  ...identityErrors,
  ...requestErrors,
  ...databaseErrors,
  ...importErrors,
  ...householdErrors,
  ...assessmentErrors,
  ...guidanceErrors,
  ...visitErrors,
  ...cryptoErrors,
  ...backupErrors,
  ...jobErrors,
  ...policyErrors,
  ...signalErrors,
  ...startErrors,
  ...whatIfErrors,
} as const

export type ErrorCode = keyof typeof ERRORS

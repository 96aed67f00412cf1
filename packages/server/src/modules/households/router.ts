import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import type { HouseholdDeps } from './deps.ts'
import { addMember } from './service/add-member.ts'
import { checkPerson } from './service/check-person.ts'
import { createHousehold } from './service/create-household.ts'
import { endMembership } from './service/end-membership.ts'
import { factHistory } from './service/fact-history.ts'
import { householdThread } from './service/household-thread.ts'
import { listHouseholds } from './service/list-households.ts'
import { pairHousehold } from './service/pair-household.ts'
import { choicesOfConditions } from './service/read-conditions.ts'
import { readHousehold } from './service/read-household.ts'
import { recordFacts } from './service/record-facts.ts'
import { revealPerson } from './service/reveal-person.ts'
import { searchPersons } from './service/search-persons.ts'
import { transferHousehold } from './service/transfer-household.ts'

const os = implement(contract.households).$context<OperationContext>()

/** Binds the operations of this module. */
export function householdsRouter(deps: HouseholdDeps) {
  return os.router({
    search: os.search.handler(({ context, input }) => searchPersons(context.tx, deps, input)),
    list: os.list.handler(({ context, input }) => listHouseholds(context.tx, deps, input)),
    conditions: os.conditions.handler(({ context }) => choicesOfConditions(context.tx, deps)),
    get: os.get.handler(({ context, input }) => readHousehold(context.tx, deps, input.id)),
    thread: os.thread.handler(({ context, input }) => householdThread(context.tx, deps, input)),
    factHistory: os.factHistory.handler(({ context, input }) => factHistory(context.tx, deps, input)),
    recordFacts: os.recordFacts.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'households.recordFacts', input, () => recordFacts(context.tx, deps, input)),
    ),
    check: os.check.handler(({ context, input }) => checkPerson(context.tx, deps, input)),
    create: os.create.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'households.create', input, () => createHousehold(context.tx, deps, input)),
    ),
    addMember: os.addMember.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'households.addMember', input, () => addMember(context.tx, deps, input)),
    ),
    endMembership: os.endMembership.handler(({ context, input }) => endMembership(context.tx, deps, input)),
    reveal: os.reveal.handler(({ context, input }) => revealPerson(context.tx, deps, input)),
    transfer: os.transfer.handler(({ context, input }) => transferHousehold(context.tx, deps, input)),
    pair: os.pair.handler(({ context, input }) => pairHousehold(context.tx, input)),
  })
}

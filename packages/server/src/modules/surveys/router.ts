import { contract } from '@lastmile/contract'
import { implement } from '@orpc/server'
import { once } from '../../platform/idempotency/index.ts'
import type { OperationContext } from '../../platform/operation/index.ts'
import { paperFile, writeListXlsx } from '../../platform/paper/index.ts'
import { newestForms } from '../visits/index.ts'
import type { SurveyDeps } from './deps.ts'
import { askedOfMe } from './service/asked-of-me.ts'
import { beginCampaign, previewCampaign } from './service/begin-campaign.ts'
import { listFormDrafts, publishForm, saveForm } from './service/form-drafts.ts'
import { visitsAtTheDesk } from './service/list-visits.ts'
import { viewResults } from './service/results.ts'
import { resultsOnPaper } from './service/results-workbook.ts'
import {
  assignTargets,
  closeCampaign,
  listCampaigns,
  listTargets,
  viewCampaign,
} from './service/view-campaigns.ts'

const os = implement(contract.surveys).$context<OperationContext>()

/** Binds the operations of this module. */
export function surveysRouter(deps: SurveyDeps) {
  return os.router({
    visits: os.visits.handler(({ context, input }) => visitsAtTheDesk(context.tx, input)),
    campaigns: os.campaigns.handler(({ context, input }) => listCampaigns(context.tx, input)),
    published: os.published.handler(async ({ context }) =>
      (await newestForms(context.tx)).map(({ id, version, title }) => ({ id, version, title })),
    ),
    preview: os.preview.handler(({ context, input }) => previewCampaign(context.tx, deps, input)),
    begin: os.begin.handler(({ context, input: { key, ...input } }) =>
      once(context.tx, key, 'surveys.begin', input, () => beginCampaign(context.tx, deps, input)),
    ),
    get: os.get.handler(({ context, input }) => viewCampaign(context.tx, input)),
    targets: os.targets.handler(({ context, input }) => listTargets(context.tx, input)),
    assign: os.assign.handler(({ context, input }) => assignTargets(context.tx, input)),
    close: os.close.handler(({ context, input }) => closeCampaign(context.tx, input)),
    results: os.results.handler(({ context, input }) => viewResults(context.tx, input)),
    resultsXlsx: os.resultsXlsx.handler(async ({ context, input }) => {
      const { name, lists } = await resultsOnPaper(context.tx, input)
      return paperFile(await writeListXlsx(lists), name, 'xlsx')
    }),
    forPhone: os.forPhone.handler(({ context }) => askedOfMe(context.tx)),
    forms: os.forms.handler(({ context }) => listFormDrafts(context.tx)),
    saveForm: os.saveForm.handler(({ context, input }) => saveForm(context.tx, input)),
    publishForm: os.publishForm.handler(({ context, input }) => publishForm(context.tx, input)),
  })
}

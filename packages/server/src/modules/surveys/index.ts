import { registerThreadTexts } from '../households/index.ts'
import { SURVEY_TEXTS } from './thread-texts.ts'

registerThreadTexts(SURVEY_TEXTS)

export { surveysRouter } from './router.ts'
export { beginCampaign } from './service/begin-campaign.ts'
export { listTargets } from './service/view-campaigns.ts'

import type { Lang } from '@lastmile/web-kit'
import { Model } from 'survey-core'
import 'survey-core/i18n/simplified-chinese'

/** A form as a phone runs it, empty: language, words of its buttons, made for one thumb. */
export function phoneSurvey(definition: unknown, lang: Lang, isMobile: boolean): Model {
  const survey = new Model(definition)
  survey.locale = lang === 'zh' ? 'zh-cn' : 'en'
  survey.focusFirstQuestionAutomatic = false
  survey.showCompletedPage = false
  // Told at once, so that the form does not find out after it was drawn and move.
  survey.setIsMobile(isMobile)
  survey.completeText = lang === 'zh' ? '记下这次走访' : 'Record this visit'
  survey.widthMode = 'static'
  return survey
}

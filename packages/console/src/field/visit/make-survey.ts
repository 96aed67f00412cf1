import { type KnownValues, knownAnswers } from '@lastmile/field'
import type { Lang } from '@lastmile/web-kit'
import { type Model, QuestionFileModel } from 'survey-core'
import type { Draft, Form, Household } from '../store/shapes.ts'
import { phoneSurvey } from './phone-survey.ts'
import { shrinkPhoto } from './shrink.ts'

interface Filled {
  readonly household: Household
  readonly known: KnownValues
  readonly draft: Draft
  readonly lang: Lang
}

interface Listener {
  readonly change: (part: Partial<Draft>) => void
  /** Whether it is on the disk; otherwise the form stays open. */
  readonly handIn: () => Promise<boolean>
}

/** Names of the facts that a form asks for, household's and members'. */
function askedFacts(definition: unknown): { household: string[]; person: string[] } {
  const names = [...JSON.stringify(definition).matchAll(/"name":"(household|person)__(\w+)"/g)]
  const of = (kind: string) => [
    ...new Set(names.filter(([, found]) => found === kind).map(([, , name]) => name ?? '')),
  ]
  return { household: of('household'), person: of('person') }
}

/** The form as SurveyJS runs it: begun with what is known, kept at each change, photos made small. */
export function makeSurvey(form: Form, filled: Filled, listener: Listener): Model {
  const survey = phoneSurvey(form.definition, filled.lang, window.matchMedia('(max-width: 600px)').matches)
  // Each letter is kept: a call may come in before the field is left.
  survey.textUpdateMode = 'onTyping'
  const { household, known, draft } = filled
  survey.data = {
    ...knownAnswers(askedFacts(form.definition), household.id, household.members, known),
    ...draft.data,
  }
  survey.currentPageNo = Math.min(draft.page, Math.max(0, survey.visiblePageCount - 1))
  for (const question of survey.getAllQuestions())
    if (question instanceof QuestionFileModel) question.storeDataAsText = false

  const keep = () => listener.change({ data: { ...survey.data }, page: survey.currentPageNo })
  survey.onValueChanged.add(keep)
  survey.onDynamicPanelValueChanged.add(keep)
  survey.onCurrentPageChanged.add(keep)
  survey.onUploadFiles.add(async (_, { files, callback }) => {
    const shrunk = await Promise.all(files.map((file) => shrinkPhoto(file)))
    const taken = files.flatMap((file, index) => {
      const content = shrunk[index]
      return content ? [{ file, content }] : []
    })
    if (taken.length === files.length) callback('success', taken)
    else callback('error', ['这个文件不是照片 / no picture'])
  })
  survey.onDownloadFile.add((_, { content, callback }) => callback('success', content))
  survey.onCompleting.add((_, options) => {
    // What is not on the disk is not finished: the form stays, with every word.
    options.allow = false
    listener.change({ data: { ...survey.data }, page: survey.currentPageNo })
    void listener.handIn()
  })
  return survey
}

import { MEMBERS } from '@lastmile/field'
import { useLang, useWords } from '@lastmile/web-kit'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Model } from 'survey-core'
import 'survey-core/survey-core.fontless.min.css'
import { Survey } from 'survey-react-ui'
import { phoneSurvey } from '../../field/visit/phone-survey.ts'
import '../../field/visit/survey.css'
import { formWords } from './form-words.ts'

/** The form as a phone shows it, to be tried while it is written. What was filled in stays when the form changes. */
export function FormPreview({ definition }: { readonly definition: Record<string, unknown> }): ReactNode {
  const say = useWords(formWords)
  const lang = useLang()
  const kept = useRef<{ data: Record<string, unknown>; page: number } | null>(null)
  const [done, setDone] = useState(false)
  const members = useMemo(
    () => [
      { personId: 'sample-1', name: say('sample1') },
      { personId: 'sample-2', name: say('sample2') },
    ],
    [say],
  )
  const text = JSON.stringify(definition)
  const survey = useMemo<Model>(() => {
    const made = phoneSurvey(JSON.parse(text), lang, true)
    made.data = { ...kept.current?.data, [MEMBERS]: kept.current?.data[MEMBERS] ?? members }
    made.currentPageNo = Math.min(kept.current?.page ?? 0, Math.max(0, made.visiblePageCount - 1))
    return made
  }, [text, lang, members])
  useEffect(() => {
    setDone(false)
    const keep = () => {
      kept.current = { data: { ...survey.data }, page: survey.currentPageNo }
    }
    const complete: Parameters<typeof survey.onCompleting.add>[0] = (_, options) => {
      options.allow = false
      setDone(true)
    }
    survey.onValueChanged.add(keep)
    survey.onDynamicPanelValueChanged.add(keep)
    survey.onCurrentPageChanged.add(keep)
    survey.onCompleting.add(complete)
    return () => {
      survey.onValueChanged.remove(keep)
      survey.onDynamicPanelValueChanged.remove(keep)
      survey.onCurrentPageChanged.remove(keep)
      survey.onCompleting.remove(complete)
    }
  }, [survey])
  const again = () => {
    kept.current = null
    survey.clear()
    survey.data = { [MEMBERS]: members }
    setDone(false)
  }
  return (
    <div className="lm-form-survey">
      {done && (
        <p role="status" className="lm-form-tried">
          {say('previewDone')}{' '}
          <button type="button" onClick={again}>
            {say('previewAgain')}
          </button>
        </p>
      )}
      <Survey model={survey} />
    </div>
  )
}

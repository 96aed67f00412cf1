import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem, useSettled } from '../../../frame/index.ts'
import type { IndicatorDraft, SchemeView } from './effect.ts'
import { words } from './words.ts'

type Indicator = SchemeView['dimensions'][number]['indicators'][number]

/** How long typing must rest before a cut-off is checked. */
const REST_MS = 350

/** From where on an indicator counts: numbers to move, the formula for whoever writes it, and the words that everybody reads. */
export function CutoffDialog({
  indicator,
  change,
  onClose,
  onDone,
}: {
  readonly indicator: Indicator
  readonly change: IndicatorDraft | undefined
  readonly onClose: () => void
  readonly onDone: (change: IndicatorDraft | null) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const id = useId()
  const [when, setWhen] = useState(change?.when ?? indicator.when)
  const [zh, setZh] = useState(change?.cutoff?.zh ?? indicator.cutoff.zh)
  const [en, setEn] = useState(change?.cutoff?.en ?? indicator.cutoff.en)
  const typed = useSettled(when, REST_MS)
  const check = useQuery({
    ...api.assessment.checkCutoff.queryOptions({ input: { when: typed } }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const isFresh = typed === when && !check.isPlaceholderData
  const problems = check.data?.problems ?? []
  const found = isFresh ? (check.data?.numbers ?? []) : when === indicator.when ? indicator.numbers : []
  // The order stands while somebody types; the places in the text do not.
  const numbers = found.map((one, place) => ({ ...one, key: `${id}-${place}` }))
  const changedRule = when.trim() !== indicator.when.trim()
  const changedWords = zh.trim() !== indicator.cutoff.zh || en.trim() !== indicator.cutoff.en
  const sound = isFresh && check.isSuccess && problems.length === 0 && zh.trim() !== '' && en.trim() !== ''
  const move = (place: { readonly from: number; readonly to: number }, value: number | null) => {
    if (value !== null) setWhen((old) => `${old.slice(0, place.from)}${value}${old.slice(place.to)}`)
  }
  const done = () => {
    const off = change?.off
    const next: IndicatorDraft = {
      ...(off === undefined ? {} : { off }),
      ...(changedRule ? { when: when.trim() } : {}),
      ...(changedWords ? { cutoff: { zh: zh.trim(), en: en.trim() } } : {}),
    }
    onDone(Object.keys(next).length === 0 ? null : next)
  }
  return (
    <Modal
      open
      title={say('cutoffTitle', { name: text(indicator.name) })}
      okText={say('useCutoff')}
      cancelText={say('cancelCutoff')}
      okButtonProps={{ disabled: !sound }}
      onOk={done}
      onCancel={onClose}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <FormProblem error={check.error} />
      <div className="lm-scheme-cutoff">
        {numbers.map((one) => (
          <label key={one.key} htmlFor={one.key} className="lm-scheme-number">
            <span>{text(one.label)}</span>
            <InputNumber
              id={one.key}
              value={one.value}
              step={stepFor(one.value)}
              onChange={(value) => move(one, value)}
            />
          </label>
        ))}
        <label htmlFor={`${id}-when`}>
          {say('formula')}
          <Input.TextArea
            id={`${id}-when`}
            className="lm-scheme-formula"
            value={when}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            spellCheck={false}
            status={problems.length > 0 ? 'error' : ''}
            aria-describedby={`${id}-problems`}
            onChange={(event) => setWhen(event.target.value)}
          />
        </label>
        <div id={`${id}-problems`} aria-live="polite">
          {isFresh &&
            problems.map((one) => (
              <p key={`${one.line}:${one.column}`} className="lm-form-problem">
                {say('formulaProblem', { line: one.line, column: one.column, message: one.message })}
                {one.fix !== null && ` ${say('formulaFix', { fix: one.fix })}`}
              </p>
            ))}
          {sound && <p className="lm-soft">{say('formulaSound')}</p>}
        </div>
        <label htmlFor={`${id}-zh`}>
          {say('cutoffZh')}
          <Input id={`${id}-zh`} value={zh} maxLength={200} onChange={(event) => setZh(event.target.value)} />
        </label>
        <label htmlFor={`${id}-en`}>
          {say('cutoffEn')}
          <Input id={`${id}-en`} value={en} maxLength={200} onChange={(event) => setEn(event.target.value)} />
        </label>
        {changedRule && !changedWords && <p className="lm-form-problem">{say('wordsOld')}</p>}
      </div>
    </Modal>
  )
}

/** A step that fits the size of a number: 0.05 beside 0.4, 1 beside 7, 1000 beside 50000. */
function stepFor(value: number): number {
  if (value !== 0 && Math.abs(value) < 2 && !Number.isInteger(value)) return 0.05
  return Math.abs(value) >= 10_000 ? 1000 : 1
}

import type { AskedScale } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { FormProblem } from '../../../frame/index.ts'
import '../assessment.css'
import { type ScaleAnswers, ScaleItems, useScaleFilling } from '../scale-items.tsx'
import { words } from './words.ts'

type Asked = z.infer<typeof AskedScale>

/** The questions of a scale for the person itself: large, one after the other, with no name for what they measure. */
export function Questions({
  asked,
  title,
  heading: Heading = 'h2',
  onSend,
}: {
  readonly asked: Asked
  readonly title: string
  readonly heading?: 'h1' | 'h2'
  /** Sends; what it throws is shown, and what was answered stays. */
  readonly onSend: (answers: ScaleAnswers) => Promise<unknown>
}): ReactNode {
  const say = useWords(words)
  const filling = useScaleFilling(asked.items)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      await onSend(filling.answers())
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="lm-questions" aria-label={title}>
      <Heading>{title}</Heading>
      <p>{say('intro', { name: asked.askedBy })}</p>
      <p className="lm-soft">
        {asked.guarded ? say('whoReadsGuarded', { name: asked.askedBy }) : say('whoReads')}
      </p>
      <p>
        <b>{[asked.recall, asked.stem].filter((part) => part !== null).join('。')}</b>
      </p>
      <ScaleItems filling={filling} notApplicable={asked.notApplicable ? say('notApplicable') : null} />
      <FormProblem error={error} />
      <Button
        type="primary"
        size="large"
        loading={busy}
        disabled={filling.isEmpty}
        onClick={() => void send()}
      >
        {say('send')}
      </Button>
      <p className="lm-soft lm-scale-licence">
        {say('licence', { text: asked.licence.text })} {say('wording', { wording: asked.wording })}
      </p>
    </section>
  )
}

import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { AskDialog, useSaid } from '../../frame/index.ts'
import type { CaseView, Step } from './shapes.ts'
import { useStepForm } from './step-form.ts'
import { words } from './words.ts'

/** The dialog of one step of a case. */
export function StepDialog({
  step,
  file,
  onClose,
  onDone,
}: {
  readonly step: Step
  readonly file: CaseView
  readonly onClose: () => void
  readonly onDone: () => Promise<unknown>
}): ReactNode {
  const say = useWords(words)
  const said = useSaid()
  const form = useStepForm(step, file)
  return (
    <AskDialog
      title={form.title}
      fields={form.fields}
      submit={form.submit ?? say('send')}
      onClose={onClose}
      onSubmit={async (answers) => {
        await form.send(answers)
        await onDone()
        said.done(form.done)
      }}
    />
  )
}

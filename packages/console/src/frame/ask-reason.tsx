import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { AskDialog, textOf } from './ask-dialog.tsx'
import { useSaid } from './toasts.tsx'

/** A button that asks why before it does what others will read about; then everything is read anew and it is said. */
export function AskReason({
  button,
  title = button,
  intro,
  label,
  hint,
  most,
  submit = button,
  done,
  small = false,
  onReason,
}: {
  readonly button: string
  /** Of the dialog, where it says more than the button. */
  readonly title?: string
  readonly intro?: string
  /** What is asked. */
  readonly label: string
  readonly hint?: string
  /** The longest reason, in characters; from 300 on there is room for several lines. */
  readonly most: number
  readonly submit?: string
  readonly done?: string
  readonly small?: boolean
  readonly onReason: (reason: string) => Promise<unknown>
}): ReactNode {
  const said = useSaid()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button {...(small ? { size: 'small' as const } : {})} onClick={() => setAsks(true)}>
        {button}
      </Button>
      {asks && (
        <AskDialog
          title={title}
          {...(intro === undefined ? {} : { intro: <p>{intro}</p> })}
          submit={submit}
          onClose={() => setAsks(false)}
          fields={[
            {
              name: 'reason',
              label,
              kind: most < 300 ? 'text' : 'area',
              required: true,
              maxLength: most,
              ...(hint === undefined ? {} : { extra: hint }),
            },
          ]}
          onSubmit={async (answers) => {
            await onReason(textOf(answers, 'reason') ?? '')
            await queries.invalidateQueries()
            if (done !== undefined) said.done(done)
          }}
        />
      )}
    </>
  )
}

import { NOT_MET, notMetSaid, type NotMet as Reason } from '@lastmile/field'
import { useText, useWords } from '@lastmile/web-kit'
import { type ReactNode, useState } from 'react'
import { notMetWords } from './not-met-words.ts'

/** For a form that does not ask whether anybody was met: says that nobody was, and why. */
export function NotMet({ onReason }: { readonly onReason: (reason: Reason) => Promise<unknown> }): ReactNode {
  const say = useWords(notMetWords)
  const text = useText()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!open)
    return (
      <p>
        <button type="button" className="lf-button" onClick={() => setOpen(true)}>
          {say('open')}
        </button>
      </p>
    )
  const tell = (reason: Reason) => {
    setBusy(true)
    void onReason(reason).finally(() => setBusy(false))
  }
  return (
    <section className="lf-card" aria-label={say('ask')}>
      <h2>{say('ask')}</h2>
      <p className="lf-soft">{say('keeps')}</p>
      <div className="lf-steps">
        {NOT_MET.map((reason) => (
          <button
            key={reason}
            type="button"
            className="lf-button"
            disabled={busy}
            onClick={() => tell(reason)}
          >
            {text(notMetSaid(reason) ?? { zh: reason, en: reason })}
          </button>
        ))}
        <button type="button" className="lf-link" onClick={() => setOpen(false)}>
          {say('cancel')}
        </button>
      </div>
    </section>
  )
}

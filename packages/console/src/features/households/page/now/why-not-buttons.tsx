import { useLang, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useApi } from '../../../../app/api.ts'
import { saveFile, useSaid } from '../../../../frame/index.ts'
import { words } from './words.ts'

type Format = 'pdf' | 'docx'

/** Takes the page that tells a family why a policy does not fit, and what would turn it. */
export function WhyNotButtons({
  householdId,
  policy,
  name,
}: {
  readonly householdId: string
  readonly policy: string
  readonly name: string
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const api = useApi()
  const said = useSaid()
  const take = useMutation({
    mutationFn: (format: Format) =>
      (format === 'pdf' ? api.policies.whyNotPdf : api.policies.whyNotDocx)
        .call({ id: householdId, policy, lang })
        .then(saveFile),
    onError: said.failed,
  })
  return (
    <p className="lm-row lm-soft">
      {say('whyNotSheet')}
      {(['pdf', 'docx'] as const).map((format) => (
        <button
          key={format}
          type="button"
          className="lm-link"
          disabled={take.isPending}
          aria-label={say('whyNotTake', { name, format: format === 'pdf' ? 'PDF' : 'Word' })}
          onClick={() => take.mutate(format)}
        >
          {format === 'pdf' ? 'PDF' : 'Word'}
        </button>
      ))}
    </p>
  )
}

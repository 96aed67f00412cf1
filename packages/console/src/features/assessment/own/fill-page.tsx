import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem } from '../../../frame/index.ts'
import { Gate } from '../../sign-in/gate.tsx'
import '../../own/own.css'
import { KindWords } from './kind-words.tsx'
import { Questions } from './questions.tsx'
import { words } from './words.ts'

/** For whoever was handed the phone, without an account: the questions behind a link that counts once. */
export function FillPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  // The token stands behind the # of the address: it is never sent as an address, and in no log.
  const [token] = useState(() => globalThis.location.hash.slice(1))
  const link = useMutation({ mutationFn: (of: string) => api.assessment.openScaleLink.call({ token: of }) })
  const [answered, setAnswered] = useState<{ readonly callsAtOnce: boolean } | null>(null)
  const { mutate } = link
  useEffect(() => {
    document.title = say('title')
  }, [say])
  useEffect(() => mutate(token), [mutate, token])
  return (
    <Gate>
      {answered ? (
        <KindWords callsAtOnce={answered.callsAtOnce} handBack />
      ) : link.data ? (
        <Questions
          asked={link.data}
          title={say('title')}
          heading="h1"
          onSend={async (answers) =>
            setAnswered(await api.assessment.answerScaleLink.call({ token, answers }))
          }
        />
      ) : link.error ? (
        <>
          <h1>{say('title')}</h1>
          <FormProblem error={link.error} />
        </>
      ) : (
        <h1>{say('opening')}</h1>
      )}
    </Gate>
  )
}

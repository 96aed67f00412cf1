import type { VisitView } from '@lastmile/contract'
import { readableForm } from '@lastmile/field'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApi } from '../../../app/api.ts'
import { useSaid } from '../../../frame/index.ts'
import { words } from './words.ts'

type Visit = z.infer<typeof VisitView>

/** Photos and signature of a visit. None is fetched before somebody opens it: each reading stands in the ledger. */
export function Pictures({ visit }: { readonly visit: Visit }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const titles = new Map(
    readableForm(visit.form.definition, visit.answers).flatMap(({ answers }) =>
      answers.map(({ name, title }) => [name, text(title)] as const),
    ),
  )
  return (
    <section>
      <h2>{say('pictures')}</h2>
      {visit.files.length === 0 ? (
        <p className="lm-soft">{say('noPictures')}</p>
      ) : (
        <>
          <p className="lm-soft">{say('picturesLine')}</p>
          <ul className="lm-visit-pictures">
            {visit.files.map((file, at) => (
              <li key={file.id}>
                <Picture
                  visitId={visit.id}
                  file={file}
                  number={at + 1}
                  question={titles.get(file.question) ?? file.question}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Picture({
  visitId,
  file,
  number,
  question,
}: {
  readonly visitId: string
  readonly file: Visit['files'][number]
  readonly number: number
  readonly question: string
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const open = useMutation(api.visits.file.mutationOptions({ onError: said.failed }))
  if (open.data)
    return (
      <figure>
        <img
          src={`data:${open.data.mediaType};base64,${open.data.content}`}
          alt={say('pictureOf', { question, n: number })}
        />
        <figcaption className="lm-soft">{question}</figcaption>
      </figure>
    )
  return (
    <>
      <span className="lm-soft">{question}</span>
      <Button loading={open.isPending} onClick={() => open.mutate({ id: visitId, fileId: file.id })}>
        {say('show', { n: number, size: Math.max(1, Math.round(file.bytes / 1024)) })}
      </Button>
    </>
  )
}

import { FilePdfOutlined, FileWordOutlined } from '@ant-design/icons'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { AskDialog, Loaded, SkeletonLines, saveFile, textOf, useSaid } from '../../frame/index.ts'
import { words } from './apply-words.ts'
import './gaps.css'

type Format = 'docx' | 'pdf'

/** The same folded away, and read only once it is opened. */
export function GapApplyFold({ gap }: { readonly gap: { readonly id: string } }): ReactNode {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <details className="lm-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('fold')}</summary>
      {open && <GapApply gap={gap} />}
    </details>
  )
}

/** How to apply for what a gap says: what to bring, what to ask, where; and the filled form to print. */
export function GapApply({ gap }: { readonly gap: { readonly id: string } }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const application = useQuery({
    ...api.gaps.application.queryOptions({ input: { id: gap.id } }),
    // Each reading stands in the ledger.
    staleTime: 300_000,
  })
  return (
    <section className="lm-gap-apply" aria-label={say('title')}>
      <Loaded query={application} skeleton={<SkeletonLines />}>
        {({ where, timeLimit, materials, missing }) => (
          <>
            <div className="lm-gap-apply-parts">
              <div>
                <h4>{say('materials')}</h4>
                {materials.length === 0 ? (
                  <p className="lm-soft">{say('materialsNone')}</p>
                ) : (
                  <ul>
                    {materials.map((one) => (
                      <li key={one}>{one}</li>
                    ))}
                  </ul>
                )}
              </div>
              <div>
                <h4>{say('missing')}</h4>
                {missing.length === 0 ? (
                  <p className="lm-soft">{say('missingNone')}</p>
                ) : (
                  <ul>
                    {missing.map((one) => (
                      <li key={`${one.member ?? ''}${one.fact}`}>
                        {one.who !== '' && <b>{one.who} </b>}
                        {text(one.question)}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <div>
                <h4>{say('where')}</h4>
                <p>{where}</p>
                {timeLimit !== null && <p className="lm-soft">{timeLimit}</p>}
              </div>
            </div>
            <FormButtons gapId={gap.id} />
          </>
        )}
      </Loaded>
    </section>
  )
}

function FormButtons({ gapId }: { readonly gapId: string }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const said = useSaid()
  const [asking, setAsking] = useState(false)
  const take = (format: Format, purpose?: string) =>
    (format === 'pdf' ? api.gaps.formPdf : api.gaps.formDocx)
      .call({ id: gapId, ...(purpose === undefined ? {} : { purpose }) })
      .then(saveFile)
  const plain = useMutation({ mutationFn: (format: Format) => take(format), onError: said.failed })
  if (!may('gap.form')) return null
  return (
    <>
      <div className="lm-row">
        <span>{say('form')}</span>
        <Button
          icon={<FileWordOutlined aria-hidden="true" />}
          loading={plain.isPending && plain.variables === 'docx'}
          onClick={() => plain.mutate('docx')}
        >
          Word
        </Button>
        <Button
          icon={<FilePdfOutlined aria-hidden="true" />}
          loading={plain.isPending && plain.variables === 'pdf'}
          onClick={() => plain.mutate('pdf')}
        >
          PDF
        </Button>
        {may('identity.reveal') && (
          <button type="button" className="lm-link" onClick={() => setAsking(true)}>
            {say('full')}
          </button>
        )}
      </div>
      <p className="lm-soft">{say('formHint')}</p>
      {asking && (
        <AskDialog
          title={say('full')}
          submit={say('take')}
          onClose={() => setAsking(false)}
          fields={[
            {
              name: 'format',
              label: say('format'),
              kind: 'choice',
              required: true,
              initial: 'docx',
              options: [
                { value: 'docx', label: 'Word' },
                { value: 'pdf', label: 'PDF' },
              ],
            },
            {
              name: 'purpose',
              label: say('purpose'),
              kind: 'text',
              required: true,
              initial: say('purposeApply'),
              maxLength: 100,
              extra: say('purposeHint'),
            },
          ]}
          onSubmit={async (answers) => {
            await take(textOf(answers, 'format') === 'pdf' ? 'pdf' : 'docx', textOf(answers, 'purpose') ?? '')
          }}
        />
      )}
    </>
  )
}

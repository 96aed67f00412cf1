import type { SourceKey } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { AskDialog, Loaded, Moment, textOf, useSaid } from '../../frame/index.ts'
import { words } from './words.ts'

/** Keys of departments that push: made here, their secret shown once, revoked here. */
export function SourceKeys(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const queries = useQueryClient()
  const [asks, setAsks] = useState(false)
  const [made, setMade] = useState<{ readonly key: string; readonly secret: string } | null>(null)
  const keys = useQuery(api.sources.keys.queryOptions())
  const layouts = useQuery(api.discovery.sources.queryOptions())
  return (
    <section>
      <h2>{say('keysTitle')}</h2>
      <p className="lm-soft">{say('keysLine')}</p>
      <Button onClick={() => setAsks(true)}>{say('makeKey')}</Button>
      <Loaded query={keys}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{say('noKeys')}</p>
          ) : (
            <ul className="lm-sources">
              {rows.map((row) => (
                <KeyLine key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {asks && (
        <AskDialog
          title={say('makeKey')}
          fields={[
            {
              name: 'source',
              label: say('keySource'),
              kind: 'choice',
              required: true,
              options: (layouts.data ?? []).map((one) => ({ value: one.id, label: text(one.name) })),
            },
            { name: 'label', label: say('keyLabel'), kind: 'text', required: true, maxLength: 80 },
          ]}
          submit={say('makeKey')}
          onSubmit={async (answers) => {
            const source = textOf(answers, 'source') ?? ''
            setMade(await api.sources.makeKey.call({ source, label: textOf(answers, 'label') ?? '' }))
            await queries.invalidateQueries({ queryKey: api.sources.key() })
          }}
          onClose={() => setAsks(false)}
        />
      )}
      <Modal
        open={made !== null}
        title={say('keyOnce')}
        okText={say('keyKept')}
        onOk={() => setMade(null)}
        closable={false}
        mask={{ closable: false }}
        footer={(_, { OkBtn }) => <OkBtn />}
      >
        <p>{say('keyOnceLine')}</p>
        <dl className="lm-source-values">
          <div>
            <dt className="lm-soft">{say('keyName')}</dt>
            <dd>
              <code>{made?.key}</code>
            </dd>
          </div>
          <div>
            <dt className="lm-soft">{say('keySecret')}</dt>
            <dd>
              <code>{made?.secret}</code>
            </dd>
          </div>
        </dl>
      </Modal>
    </section>
  )
}

function KeyLine({ row }: { readonly row: z.infer<typeof SourceKey> }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const revoke = () =>
    void api.sources.revokeKey.call({ id: row.id }).then(async () => {
      await queries.invalidateQueries({ queryKey: api.sources.key() })
      said.done(say('keyRevoked'))
    }, said.failed)
  return (
    <li>
      <div className="lm-row">
        <b>{row.label}</b>
        <span className="lm-soft">{text(row.sourceName)}</span>
      </div>
      <p className="lm-soft">
        {row.madeBy} · <Moment at={row.madeAt} />
        {row.lastUsedAt !== null && (
          <>
            {' '}
            · {say('keyUsed')} <Moment at={row.lastUsedAt} />
          </>
        )}
      </p>
      {row.revokedAt === null ? (
        <Button onClick={revoke}>{say('revokeKey')}</Button>
      ) : (
        <p>
          {say('keyRevoked')} · <Moment at={row.revokedAt} />
        </p>
      )}
    </li>
  )
}

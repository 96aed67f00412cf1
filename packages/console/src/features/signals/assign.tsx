import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { AskDialog, textOf, useSaid } from '../../frame/index.ts'
import { words } from './words.ts'

interface Chosen {
  readonly id: string
  readonly version: number
}

/** Signals of one call: each is answered for by itself. */
const PART = 200
const LOOKS_INTO: readonly string[] = ['cadre', 'backbone', 'social_worker', 'supervisor']

/** Giving the selected signals to one person. */
export function AssignSelected({
  selected,
  under,
  onDone,
}: {
  readonly selected: readonly Chosen[]
  readonly under: string
  readonly onDone: () => void
}): ReactNode {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {say('assignMany')}
      </Button>
      {open && (
        <AssignDialog
          signals={selected}
          under={under}
          onClose={() => {
            setOpen(false)
            onDone()
          }}
        />
      )}
    </>
  )
}

/** Giving every signal of the list, as it is narrowed now, to one person. */
export function AssignList({
  load,
  under,
  disabled,
}: {
  readonly load: () => Promise<readonly Chosen[]>
  readonly under: string
  readonly disabled: boolean
}): ReactNode {
  const say = useWords(words)
  const said = useSaid()
  const [busy, setBusy] = useState(false)
  const [list, setList] = useState<readonly Chosen[] | null>(null)
  const open = () => {
    setBusy(true)
    load()
      .then(setList)
      .catch(said.failed)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button loading={busy} disabled={disabled} onClick={open}>
        {say('wholeList')}
      </Button>
      {list !== null && list.length > 0 && (
        <AssignDialog signals={list} under={under} onClose={() => setList(null)} />
      )}
    </>
  )
}

function AssignDialog({
  signals,
  under,
  onClose,
}: {
  readonly signals: readonly Chosen[]
  readonly under: string
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const staff = useQuery(api.identity.staff.queryOptions({ input: { under } }))
  const people = (staff.data ?? []).filter(({ role }) => LOOKS_INTO.includes(role))
  return (
    <AskDialog
      title={say('assignTitle', { count: signals.length })}
      submit={say('assign')}
      onClose={onClose}
      fields={[
        {
          name: 'ownerId',
          label: say('person'),
          kind: 'choice',
          required: true,
          options: people.map((one) => ({
            value: one.id,
            label: `${one.name}（${one.orgName} ${text(ROLE_NAMES[one.role as Role])}）`,
          })),
        },
      ]}
      onSubmit={async (answers) => {
        let done = 0
        for (let from = 0; from < signals.length; from += PART) {
          const items = signals.slice(from, from + PART).map(({ id, version }) => ({ id, version }))
          done += (await api.signals.assign.call({ items, ownerId: textOf(answers, 'ownerId') ?? '' }))
            .assigned
        }
        await queries.invalidateQueries()
        const aside = signals.length - done
        said.done(aside === 0 ? say('assignedAll', { done }) : say('assigned', { done, aside }))
      }}
    />
  )
}

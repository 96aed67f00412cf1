import { newId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { AskDialog, textOf, useSaid } from '../../frame/index.ts'
import type { Change } from './shapes.ts'
import { words } from './words.ts'

/** Keeps the question: as a new scenario, or into the own one that it was opened from. */
export function SaveScenario({
  policies,
  changes,
  scenarioId,
  onSaved,
}: {
  readonly policies: readonly string[]
  readonly changes: readonly Change[]
  readonly scenarioId: string | undefined
  readonly onSaved: (id: string) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const opened = useQuery({
    ...api.whatIf.scenario.queryOptions({ input: { id: scenarioId ?? '' } }),
    enabled: scenarioId !== undefined,
    retry: false,
  })
  const own = scenarioId !== undefined && opened.data?.mine ? opened.data : null
  const kept = async ({ id, name }: { readonly id: string; readonly name: string }) => {
    await queries.invalidateQueries({ queryKey: api.whatIf.scenarios.key() })
    await queries.invalidateQueries({ queryKey: api.whatIf.scenario.key() })
    said.done(say('saved', { name }))
    onSaved(id)
  }
  const question = { policies: [...policies], changes: [...changes] }
  const saveOver = async () => {
    if (!own) return
    setBusy(true)
    try {
      await kept(await api.whatIf.changeScenario.call({ id: own.id, version: own.version, ...question }))
    } catch (error) {
      said.failed(error)
      // Somebody may have saved it in between: the next try is on what stands now.
      await opened.refetch()
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {own && (
        <Button loading={busy} onClick={() => void saveOver()}>
          {say('saveOver', { name: own.name })}
        </Button>
      )}
      <Button type="primary" onClick={() => setAsking(true)}>
        {say('save')}
      </Button>
      {asking && (
        <SaveDialog
          onClose={() => setAsking(false)}
          onSave={async (name, note, key) =>
            kept(await api.whatIf.saveScenario.call({ key, name, note, ...question }))
          }
        />
      )}
    </>
  )
}

function SaveDialog({
  onSave,
  onClose,
}: {
  readonly onSave: (name: string, note: string, key: string) => Promise<unknown>
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  // One key as long as the dialog is open: pressing twice saves once.
  const [key] = useState(() => newId())
  return (
    <AskDialog
      title={say('saveTitle')}
      intro={<p className="lm-soft">{say('saveIntro')}</p>}
      submit={say('save')}
      onClose={onClose}
      fields={[
        { name: 'name', label: say('name'), kind: 'text', required: true, maxLength: 60 },
        { name: 'note', label: say('note'), kind: 'area', maxLength: 500 },
      ]}
      onSubmit={(answers) => onSave(textOf(answers, 'name') ?? '', textOf(answers, 'note') ?? '', key)}
    />
  )
}

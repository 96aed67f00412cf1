import { useText, useWords } from '@lastmile/web-kit'
import { Button, Switch } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMay } from '../../../app/session.ts'
import { CutoffDialog } from './cutoff-dialog.tsx'
import type { Draft, IndicatorDraft, SchemeView } from './effect.ts'
import { words } from './words.ts'

type Indicator = SchemeView['dimensions'][number]['indicators'][number]

/** The indicators of a dimension: which count, from where on, and the way to change either. */
export function Indicators({
  indicators,
  draft,
  onChange,
}: {
  readonly indicators: readonly Indicator[]
  readonly draft: Draft
  readonly onChange: (id: string, change: IndicatorDraft | null) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const may = useMay()
  const [editing, setEditing] = useState<Indicator | null>(null)
  const isOn = (one: Indicator) => {
    const off = draft.indicators[one.id]?.off
    return off === undefined ? one.on : !off
  }
  const counting = indicators.filter(isOn).length
  return (
    <details>
      <summary>{say('indicators')}</summary>
      <ul className="lm-scheme-indicators">
        {indicators.map((one) => {
          const change = draft.indicators[one.id]
          const on = isOn(one)
          const toggle = (next: boolean) => {
            const { off: _, ...rest } = change ?? {}
            const wanted: IndicatorDraft = next === one.on ? rest : { ...rest, off: !next }
            onChange(one.id, Object.keys(wanted).length === 0 ? null : wanted)
          }
          return (
            <li key={one.id} data-off={!on}>
              <div className="lm-row">
                <Switch
                  size="small"
                  checked={on}
                  aria-label={say('counts', { name: text(one.name) })}
                  // Every dimension keeps one that counts.
                  disabled={on && counting === 1}
                  onChange={toggle}
                />
                <b>{text(one.name)}</b>
                <Button size="small" type="link" onClick={() => setEditing(one)}>
                  {may('scheme.draft') ? say('editCutoff') : say('seeCutoff')}
                </Button>
              </div>
              <span>{text(change?.cutoff ?? one.cutoff)}</span>
              {one.guarded && <span className="lm-soft"> · {say('guardedCutoff')}</span>}
              {change !== undefined && <span className="lm-soft"> · {say('changedCutoff')}</span>}
            </li>
          )
        })}
      </ul>
      {editing && (
        <CutoffDialog
          indicator={editing}
          change={draft.indicators[editing.id]}
          onClose={() => setEditing(null)}
          onDone={(change) => {
            onChange(editing.id, change)
            setEditing(null)
          }}
        />
      )}
    </details>
  )
}

import { useWords } from '@lastmile/web-kit'
import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { ConditionFields } from './condition-fields.tsx'
import type { Conditions } from './conditions.ts'
import { readFacts } from './fact-condition.ts'
import { words } from './words.ts'

/** Opens the conditions beside a list; the list follows at once. */
export function MoreConditions({
  value,
  onChange,
}: {
  readonly value: Conditions
  readonly onChange: (next: Conditions) => void
}): ReactNode {
  const say = useWords(words)
  const [open, setOpen] = useState(false)
  const { facts, ...rest } = value
  const count = Object.values(rest).filter((one) => one !== undefined).length + readFacts(facts).length
  return (
    <>
      <Button onClick={() => setOpen(true)}>{count === 0 ? say('more') : say('moreSet', { count })}</Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size="min(34rem, 100vw)"
        title={say('more')}
        footer={
          <div className="lm-row">
            <Button type="primary" onClick={() => setOpen(false)}>
              {say('done')}
            </Button>
            <Button disabled={count === 0} onClick={() => onChange({})}>
              {say('clear')}
            </Button>
          </div>
        }
      >
        <p className="lm-soft">{say('moreLine')}</p>
        <ConditionFields value={value} onChange={onChange} />
      </Drawer>
    </>
  )
}

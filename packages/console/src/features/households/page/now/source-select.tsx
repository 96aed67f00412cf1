import { useWords } from '@lastmile/web-kit'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { words } from './words.ts'

export type SourceKind = 'resident' | 'visit' | 'staff'

/** How an answer came to be known. */
export function SourceSelect({
  value,
  onChange,
}: {
  readonly value: SourceKind
  readonly onChange: (value: SourceKind) => void
}): ReactNode {
  const say = useWords(words)
  return (
    <Select
      aria-label={say('howKnown')}
      value={value}
      onChange={onChange}
      options={[
        { value: 'resident', label: say('told') },
        { value: 'visit', label: say('seen') },
        { value: 'staff', label: say('desk') },
      ]}
    />
  )
}

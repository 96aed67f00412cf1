import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { formWords } from './form-words.ts'

/** Where a part may go; undefined where there is no place in that direction. */
export interface Ways {
  readonly up: (() => void) | undefined
  readonly down: (() => void) | undefined
}

/** Up, down and away, for a page, a question or a repeated part. */
export function OrderButtons({
  name,
  ways,
  onRemove,
}: {
  readonly name: string
  readonly ways: Ways
  readonly onRemove: (() => void) | undefined
}): ReactNode {
  const say = useWords(formWords)
  return (
    <>
      <Button size="small" disabled={!ways.up} onClick={ways.up} aria-label={say('upOf', { name })}>
        {say('up')}
      </Button>
      <Button size="small" disabled={!ways.down} onClick={ways.down} aria-label={say('downOf', { name })}>
        {say('down')}
      </Button>
      {onRemove && (
        <Button size="small" danger onClick={onRemove} aria-label={say('removeOf', { name })}>
          {say('remove')}
        </Button>
      )}
    </>
  )
}

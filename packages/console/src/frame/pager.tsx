import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Paging } from './list-shape.ts'
import { words } from './words.ts'

/** Below a list: which rows of how many, and the way to the others. */
export function Pager({ page, pageSize, total, onPage }: Paging & { readonly total: number }): ReactNode {
  const say = useWords(words)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1) return null
  return (
    <nav className="lm-pager" aria-label={say('page', { page, pages })}>
      <span className="lm-soft">
        {say('range', { from: (page - 1) * pageSize + 1, to: Math.min(total, page * pageSize), total })}
      </span>
      <Button disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {say('previous')}
      </Button>
      <span>{say('page', { page, pages })}</span>
      <Button disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {say('next')}
      </Button>
    </nav>
  )
}

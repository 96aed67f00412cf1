import type { Because as BecauseNode } from '@lastmile/contract'
import { Because, type BecauseProps, useWords } from '@lastmile/web-kit'
import { type ReactNode, useId, useState } from 'react'
import { useToImport } from './to-import.tsx'
import { words } from './words.ts'

/** "为什么" beside a verdict: opens its tree of reasons in place. Printed opened. */
export function Why({
  tree,
  label,
  startOpen = false,
  ...rest
}: Omit<BecauseProps, 'tree'> & { readonly tree: BecauseNode; readonly startOpen?: boolean }): ReactNode {
  const say = useWords(words)
  const [open, setOpen] = useState(startOpen)
  const id = useId()
  const toImport = useToImport()
  return (
    <div className="lm-why">
      <button
        type="button"
        className="lm-link"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? say('whyClose') : say('why')}
      </button>
      <div id={id} className={open ? 'lm-why-tree' : 'lm-why-tree lm-why-shut'}>
        <Because tree={tree} label={label} {...(toImport ? { toImport } : {})} {...rest} />
      </div>
    </div>
  )
}

import type { TodayItem } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { z } from 'zod'
import { useMay } from '../../app/session.ts'
import { HumanDay, Moment, SkeletonLines } from '../../frame/index.ts'
import { words } from './words.ts'

export type Item = z.infer<typeof TodayItem>

const ContactForm = lazy(async () => ({
  default: (await import('../households/page/compose/contact-form.tsx')).ContactForm,
}))
const GapInPlace = lazy(async () => ({ default: (await import('./gap-in-place.tsx')).GapInPlace }))

/** One thing that waits. What can be done on the spot opens below it; the rest leads to where it is done. */
export function ItemCard({ item }: { readonly item: Item }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const { householdId } = item
  const place =
    householdId === null
      ? null
      : item.kind === 'contact-due' && may('contact.record')
        ? ('contact' as const)
        : item.kind === 'gap'
          ? ('gap' as const)
          : null
  return (
    <li className="lm-item" data-overdue={item.overdue}>
      <h3>
        {place && householdId !== null ? (
          <HomeLink id={householdId}>{text(item.title)}</HomeLink>
        ) : (
          text(item.title)
        )}
      </h3>
      <p className="lm-soft">{text(item.why)}</p>
      <div className="lm-row">
        {item.dueOn !== null ? (
          <HumanDay day={item.dueOn} due />
        ) : item.at !== null ? (
          <span className="lm-soft">
            <Moment at={item.at} />
          </span>
        ) : null}
        {place === null ? (
          <Link to={item.href} className="lm-item-go">
            {text(item.action)}
          </Link>
        ) : (
          <button type="button" className="lm-item-go" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? say('close') : place === 'gap' ? say('reasons') : text(item.action)}
          </button>
        )}
      </div>
      {open && householdId !== null && (
        <div className="lm-item-place">
          <Suspense fallback={<SkeletonLines />}>
            {place === 'contact' ? (
              <ContactForm householdId={householdId} onDone={() => setOpen(false)} />
            ) : (
              <GapInPlace householdId={householdId} gapId={item.id.split(':')[1] ?? ''} />
            )}
          </Suspense>
        </div>
      )}
    </li>
  )
}

function HomeLink({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <Link to="/households/$householdId" params={{ householdId: id }}>
      {children}
    </Link>
  )
}

import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Moment } from '../../frame/index.ts'
import { ContactDot } from '../households/contact-dot.tsx'
import { daysSince } from '../households/page/days-since.ts'
import type { Item } from './item-card.tsx'
import { words } from './words.ts'

/** One of the families that the reader accompanies: the last contact as a fading dot, and in words. */
export function HomeLine({ item }: { readonly item: Item }): ReactNode {
  const say = useWords(words)
  const text = useText()
  return (
    <li>
      <Link to={item.href} className="lm-home">
        <ContactDot days={daysSince(item.at)} />
        <b>{text(item.title)}</b>
        <span className="lm-soft">{text(item.why)}</span>
        <span className="lm-home-when">{item.at === null ? say('never') : <Moment at={item.at} />}</span>
      </Link>
    </li>
  )
}

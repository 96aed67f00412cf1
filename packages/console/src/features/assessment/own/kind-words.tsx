import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import { words } from './words.ts'

/** What a resident reads after answering: thanks, and where help is. No score, no name for it. */
export function KindWords({
  callsAtOnce,
  handBack,
}: {
  readonly callsAtOnce: boolean
  /** The phone is a worker's. */
  readonly handBack: boolean
}): ReactNode {
  const say = useWords(words)
  const Heading = handBack ? 'h1' : 'h2'
  return (
    <section className="lm-questions" role="status">
      <Heading>{say(callsAtOnce ? 'callsTitle' : 'thanks')}</Heading>
      <p>{say(callsAtOnce ? 'callsText' : 'thanksText')}</p>
      <p>{say('help')}</p>
      <p className="lm-questions-calls">
        <a className="lm-own-call" href="tel:12356">
          {say('call12356')}
        </a>
        <a href="tel:120">{say('call120')}</a>
      </p>
      {handBack && <p>{say('handBack')}</p>}
    </section>
  )
}

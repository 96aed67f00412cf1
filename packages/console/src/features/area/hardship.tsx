import type { AreaPortrait } from '@lastmile/contract'
import { useText, useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { words } from './words.ts'

/** In which dimensions the households in difficulty are deprived; each count opens into them. */
export function Hardship({
  hardship,
}: {
  readonly hardship: z.infer<typeof AreaPortrait>['hardship']
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { assessed, poor, dimensions } = hardship
  const shown = dimensions
    .filter((one): one is typeof one & { households: number } => one.households !== null)
    .toSorted((a, b) => b.households - a.households)
  const most = Math.max(1, ...shown.map(({ households }) => households))
  const hidden = dimensions.filter(({ households }) => households === null)
  return (
    <section className="lm-area-hardship" aria-label={say('hardship')}>
      <h2>{say('hardship')}</h2>
      {assessed === 0 ? (
        <p className="lm-soft">{say('hardshipNone')}</p>
      ) : (
        <>
          <p className="lm-soft">{say('hardshipLine', { assessed, poor })}</p>
          <ul>
            {shown.map(({ id, name, households }) => (
              <li key={id}>
                <Link
                  to="/households"
                  search={({ under }) => ({ ...(under === undefined ? {} : { under }), hardship: id })}
                >
                  <span>{text(name)}</span>
                  <i aria-hidden="true">
                    <b style={{ width: `${(100 * households) / most}%` }} />
                  </i>
                  <span className="lm-number">{say('hardshipCount', { count: households })}</span>
                </Link>
              </li>
            ))}
          </ul>
          {hidden.length > 0 && (
            <p className="lm-soft">
              {say('hardshipHidden', { names: hidden.map(({ name }) => text(name)).join('、') })}
            </p>
          )}
        </>
      )}
    </section>
  )
}

import { useWords } from '@lastmile/web-kit'
import type { ReactNode } from 'react'
import type { SchemeView, StreetEffect } from './effect.ts'
import { words } from './words.ts'

/** Tiers per street and the hours that they ask for against the staff there is. */
export function EffectTable({
  scheme,
  effect,
}: {
  readonly scheme: SchemeView
  readonly effect: readonly StreetEffect[]
}): ReactNode {
  const say = useWords(words)
  const sum = (of: (street: StreetEffect) => number) =>
    effect.reduce((total, street) => total + of(street), 0)
  const whole: StreetEffect = {
    path: '',
    name: say('all'),
    tiers: scheme.tiers.map((_, place) => sum((street) => street.tiers[place] ?? 0)),
    moved: sum((street) => street.moved),
    graver: sum((street) => street.graver),
    hours: sum((street) => street.hours),
    staffHours: sum((street) => street.staffHours),
  }
  const households = whole.tiers.reduce((a, b) => a + b, 0)
  const swallowing = whole.tiers.findIndex((n) => n * 2 > households)
  return (
    <>
      <p data-testid="scheme-moved">
        {whole.moved === 0 ? say('noMove') : say('moved', { count: whole.moved, graver: whole.graver })}
      </p>
      {swallowing >= 0 && (
        <p className="lm-form-problem">{say('swallows', { tier: scheme.tiers[swallowing]?.tier ?? 0 })}</p>
      )}
      <div className="lm-table-frame">
        <table className="lm-table">
          <thead>
            <tr>
              <th scope="col">{say('street')}</th>
              {scheme.tiers.map(({ tier }) => (
                <th key={tier} scope="col" className="lm-number">
                  {say('tierN', { tier })}
                </th>
              ))}
              <th scope="col" className="lm-number">
                {say('change')}
              </th>
              <th scope="col" className="lm-number">
                {say('hours')}
              </th>
              <th scope="col" className="lm-number">
                {say('staff')}
              </th>
            </tr>
          </thead>
          <tbody>
            {[whole, ...effect].map((street) => (
              <tr key={street.path} data-whole={street.path === ''}>
                <td className="lm-table-primary">{street.name}</td>
                {street.tiers.map((n, place) => (
                  <td
                    key={scheme.tiers[place]?.tier ?? place}
                    className="lm-number"
                    data-label={say('tierN', { tier: scheme.tiers[place]?.tier ?? place })}
                  >
                    {n}
                  </td>
                ))}
                <td className="lm-number" data-label={say('change')}>
                  {street.moved}
                </td>
                <td className="lm-number" data-label={say('hours')}>
                  {Math.round(street.hours)}
                </td>
                <td className="lm-number" data-label={say('staff')}>
                  {Math.round(street.staffHours)}
                  {street.hours > street.staffHours && (
                    <strong className="lm-late">
                      {' '}
                      {say('short', { hours: Math.round(street.hours - street.staffHours) })}
                    </strong>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="lm-soft">{say('staffLine', { hours: scheme.hoursOfAnAdvisorAMonth })}</p>
    </>
  )
}

import type { LinkSide } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { StateTag } from '../../frame/index.ts'
import { words } from './words.ts'

/** One record: who it is, where, and how much is known of it. */
export function Side({
  side,
  keep,
}: {
  readonly side: z.infer<typeof LinkSide>
  readonly keep: boolean
}): ReactNode {
  const say = useWords(words)
  return (
    <div className="lm-pair-side" data-keep={keep}>
      <p>
        <Link to="/households/$householdId" params={{ householdId: side.householdId }}>
          {say('home', { head: side.headName, org: side.orgName })}
        </Link>
      </p>
      <p>
        <b>{side.name}</b> · {side.birthDate ?? say('noBirth')}
      </p>
      <p className="lm-soft">
        {side.idNumberMasked ?? say('noNumber')} · {side.phoneMasked ?? say('noPhone')}
      </p>
      <p className="lm-soft">
        {side.address !== null && `${side.address} · `}
        {say('known', { count: side.facts })}
      </p>
      {keep && <StateTag>{say('stays')}</StateTag>}
    </div>
  )
}

import { useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { Loaded, Pager, SkeletonLines } from '../../../frame/index.ts'
import { words } from './words.ts'

const PAGE = 30

/** The households that a phone carries, as far as the reader may see them. */
export function Carried({ phoneId }: { readonly phoneId: string }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [page, setPage] = useState(1)
  const carried = useQuery({
    ...api.visits.carried.queryOptions({ input: { id: phoneId, limit: PAGE, offset: (page - 1) * PAGE } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Loaded query={carried} skeleton={<SkeletonLines lines={2} />}>
      {({ items, total }) =>
        total === 0 ? (
          <p className="lm-soft">{say('hidden')}</p>
        ) : (
          <>
            <p className="lm-soft">{say('seenOf', { count: total })}</p>
            <ul className="lm-phone-families">
              {items.map(({ id, headName, orgName }) => (
                <li key={id}>
                  <Link to="/households/$householdId" params={{ householdId: id }}>
                    {headName}
                  </Link>{' '}
                  <span className="lm-soft">{orgName}</span>
                </li>
              ))}
            </ul>
            <Pager page={page} pageSize={PAGE} total={total} onPage={setPage} />
          </>
        )
      }
    </Loaded>
  )
}

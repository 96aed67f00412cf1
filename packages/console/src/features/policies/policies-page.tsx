import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useApi } from '../../app/api.ts'
import { EmptyState, Loaded, PageHeader, SkeletonCards } from '../../frame/index.ts'
import { words } from './words.ts'

const route = getRouteApi('/staff/policies')

/** The policy library in force today, with how much of each the machine can decide and how sure its figures are. */
export function PoliciesPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const policies = useQuery(api.policies.list.queryOptions({ input: {} }))
  return (
    <Loaded query={policies} skeleton={<SkeletonCards cards={6} />}>
      {(all) => {
        const wanted = q.trim().toLowerCase()
        const shown = all.filter((policy) =>
          [policy.id, policy.name.zh, policy.name.en, policy.category].some((part) =>
            part.toLowerCase().includes(wanted),
          ),
        )
        return (
          <>
            <PageHeader
              title={say('title')}
              line={say('line', { count: all.length })}
              actions={
                <Input.Search
                  aria-label={say('search')}
                  placeholder={say('search')}
                  defaultValue={q}
                  allowClear
                  onChange={(event) =>
                    void navigate({
                      search: (old) => ({ ...old, q: event.target.value || undefined }),
                      replace: true,
                    })
                  }
                />
              }
            />
            {shown.length === 0 ? (
              <EmptyState title={say('none')} />
            ) : (
              <div className="lm-cards">
                {shown.map((policy) => (
                  <article key={policy.id} className="lm-card">
                    <h2>
                      <Link to="/policies/$policyId" params={{ policyId: policy.id }}>
                        {text(policy.name)}
                      </Link>
                    </h2>
                    <p className="lm-soft">
                      {say(policy.unit)} · {say(policy.coverage)}
                      {policy.unverifiedFigures > 0 &&
                        ` · ${say('unverified', { count: policy.unverifiedFigures })}`}
                    </p>
                  </article>
                ))}
              </div>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

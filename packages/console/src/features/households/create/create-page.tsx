import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Steps } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { PageHeader } from '../../../frame/index.ts'
import { type CheckFields, CheckForm } from './check-form.tsx'
import { CheckResult } from './check-result.tsx'
import './create.css'
import { CreateForm } from './create-form.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/households/new')

/** Search first, then create: the check's token goes with the creation. */
export function CreateHouseholdPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { name } = route.useSearch()
  const [asked, setAsked] = useState<CheckFields>({ name: name ?? '' })
  const [token, setToken] = useState<string | null>(null)
  const check = useMutation(api.households.check.mutationOptions())
  return (
    <div className="lm-create">
      <PageHeader title={say('title')} line={say('line')} />
      <Steps
        current={token === null ? 0 : 1}
        size="small"
        responsive={false}
        items={[{ title: say('stepCheck') }, { title: say('stepCreate') }]}
      />
      <div className="lm-panel">
        {token !== null ? (
          <CreateForm person={asked} token={token} onBack={() => setToken(null)} />
        ) : check.data && !check.isPending ? (
          <CheckResult result={check.data} onAgain={() => check.reset()} onGoOn={setToken} />
        ) : (
          <CheckForm
            start={asked}
            busy={check.isPending}
            error={check.error}
            onSubmit={(fields) => {
              setAsked(fields)
              check.mutate({
                name: fields.name,
                ...(fields.idNumber ? { idNumber: fields.idNumber } : {}),
                ...(fields.birthDate ? { birthDate: fields.birthDate } : {}),
                ...(fields.phone ? { phone: fields.phone } : {}),
              })
            }}
          />
        )}
      </div>
    </div>
  )
}

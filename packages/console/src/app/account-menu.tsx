import { UserOutlined } from '@ant-design/icons'
import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { queryClient, useApi } from './api.ts'
import { setPreferences, usePreferences } from './preferences.ts'
import { keepMe, useSession } from './session.ts'
import { words } from './words.ts'

/** Who is signed in, and what belongs to the person: account, language, type size, the way out. */
export function AccountMenu(): ReactNode {
  const me = useSession()
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const navigate = useNavigate()
  const { lang, largeType } = usePreferences()
  const signOut = useMutation(
    api.identity.signOut.mutationOptions({
      onSettled: () => {
        keepMe(queryClient, null)
        void navigate({ to: '/sign-in' })
      },
    }),
  )
  const role = me.role in ROLE_NAMES ? text(ROLE_NAMES[me.role as Role]) : me.role
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span className="lm-soft">
                {role} · {me.orgName}
              </span>
            ),
          },
          { key: 'account', label: say('myAccount'), onClick: () => void navigate({ href: '/account' }) },
          {
            key: 'lang',
            label: <span lang={lang === 'zh' ? 'en' : 'zh-CN'}>{say('otherLanguage')}</span>,
            onClick: () => setPreferences({ lang: lang === 'zh' ? 'en' : 'zh' }),
          },
          {
            key: 'type',
            label: largeType ? say('normalType') : say('largeType'),
            onClick: () => setPreferences({ largeType: !largeType }),
          },
          { type: 'divider' },
          { key: 'out', label: say('signOut'), onClick: () => signOut.mutate({}) },
        ],
      }}
    >
      <Button
        type="text"
        className="lm-me"
        icon={<UserOutlined aria-hidden="true" />}
        aria-label={`${say('account')} ${me.name}`}
      >
        <span className="lm-me-name">{me.name}</span>
      </Button>
    </Dropdown>
  )
}

import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { Radio, Switch } from 'antd'
import type { ReactNode } from 'react'
import { setPreferences, usePreferences } from '../../app/preferences.ts'
import { useSession } from '../../app/session.ts'
import { PageHeader } from '../../frame/index.ts'
import './account.css'
import { OneTimeCodes } from './one-time-codes.tsx'
import { PasswordForm } from './password-form.tsx'
import { Sessions } from './sessions.tsx'
import { words } from './words.ts'

/** What belongs to the signed-in person: password, one-time codes, sessions, and how this browser shows things. */
export function AccountPage(): ReactNode {
  const me = useSession()
  const say = useWords(words)
  const text = useText()
  const role = me.role in ROLE_NAMES ? text(ROLE_NAMES[me.role as Role]) : me.role
  return (
    <>
      <PageHeader title={me.name} line={`${role} · ${me.orgName} · ${say('login')} ${me.login}`} />
      {me.mustChangePassword && (
        <p className="lm-form-problem" role="status">
          {say('mustChange')}
        </p>
      )}
      <div className="lm-account">
        <section className="lm-panel" aria-labelledby="account-password">
          <h2 id="account-password">{say('passwordTitle')}</h2>
          <PasswordForm />
        </section>
        <section className="lm-panel" aria-labelledby="account-codes">
          <h2 id="account-codes">{say('codesTitle')}</h2>
          <OneTimeCodes />
        </section>
        <section className="lm-panel lm-account-wide" aria-labelledby="account-sessions">
          <h2 id="account-sessions">{say('sessionsTitle')}</h2>
          <Sessions />
        </section>
        <section className="lm-panel" aria-labelledby="account-look">
          <h2 id="account-look">{say('look')}</h2>
          <Look />
        </section>
      </div>
    </>
  )
}

function Look(): ReactNode {
  const say = useWords(words)
  const { lang, largeType } = usePreferences()
  return (
    <div className="lm-stack">
      <Radio.Group
        aria-label={say('language')}
        value={lang}
        onChange={(event) => setPreferences({ lang: event.target.value === 'en' ? 'en' : 'zh' })}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <label className="lm-row" htmlFor="large-type">
        <Switch
          id="large-type"
          checked={largeType}
          onChange={(checked) => setPreferences({ largeType: checked })}
        />
        {say('largeType')}
      </label>
    </div>
  )
}

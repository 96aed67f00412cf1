import { useWords } from '@lastmile/web-kit'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { setPreferences, usePreferences } from '../../app/preferences.ts'
import './sign-in.css'
import { words } from './words.ts'

/** The page before the door: the product's name, one panel, the other language. */
export function Gate({
  aside,
  children,
}: {
  readonly aside?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  const say = useWords(words)
  const { lang } = usePreferences()
  return (
    <div className="lm-gate">
      <header className="lm-gate-head">
        <img src="/mark.svg" alt="" width="36" height="36" />
        <div>
          <p className="lm-gate-name">{say('product')}</p>
          <p className="lm-soft">{say('line')}</p>
        </div>
        <Button
          type="text"
          lang={lang === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setPreferences({ lang: lang === 'zh' ? 'en' : 'zh' })}
        >
          {say('language')}
        </Button>
      </header>
      <main className="lm-gate-main">
        <div className="lm-panel lm-gate-panel">{children}</div>
        {aside}
      </main>
    </div>
  )
}

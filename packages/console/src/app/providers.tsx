import { LanguageProvider } from '@lastmile/web-kit'
import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { queryClient } from './api.ts'
import { nonceOfPage } from './nonce.ts'
import { usePreferences } from './preferences.ts'
import { themeOf } from './theme.ts'

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)')

/** Whether the person's system asks for less motion. */
function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      reduced.addEventListener('change', listener)
      return () => reduced.removeEventListener('change', listener)
    },
    () => reduced.matches,
  )
}

/** Language, theme, data and Ant Design around the whole console. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const { lang, largeType } = usePreferences()
  const still = useReducedMotion()
  const theme = useMemo(() => themeOf(largeType, still), [largeType, still])
  const nonce = useMemo(nonceOfPage, [])

  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
    dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en')
  }, [lang])
  useEffect(() => {
    document.documentElement.classList.toggle('lm-large', largeType)
  }, [largeType])

  return (
    <LanguageProvider value={lang}>
      <QueryClientProvider client={queryClient}>
        <ConfigProvider
          locale={lang === 'zh' ? zhCN : enUS}
          theme={theme}
          {...(nonce === undefined ? {} : { csp: { nonce } })}
          button={{ autoInsertSpace: false }}
        >
          <App notification={{ placement: 'bottomLeft' }} component={false}>
            {children}
          </App>
        </ConfigProvider>
      </QueryClientProvider>
    </LanguageProvider>
  )
}

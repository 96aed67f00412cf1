import { problemOf, useText, useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { words } from './words.ts'

/** Where the work goes on after what was just done. */
interface NextPage {
  readonly label: string
  readonly to: string
}

interface Said {
  /** Says what is now true ("已记下，王社工会收到提醒"), with the way back where there is one. */
  readonly done: (sentence: string, undo?: () => Promise<unknown>, next?: NextPage) => void
  /** Says what went wrong with a call. */
  readonly failed: (error: unknown) => void
}

const SaidContext = createContext<Said | null>(null)

/** Short sentences about what just happened. In the shell, once. */
export function Toasts({ children }: { readonly children: ReactNode }): ReactNode {
  const { notification } = App.useApp()
  const navigate = useNavigate()
  const say = useWords(words)
  const text = useText()
  const said = useMemo<Said>(() => {
    const failed = (error: unknown) => {
      const problem = problemOf(error)
      notification.open({
        title: text(problem.happened),
        description: [problem.safe, problem.todo].map((part) => (part ? text(part) : '')).join(' '),
        role: 'alert',
        duration: 10,
      })
    }
    const done = (sentence: string, undo?: () => Promise<unknown>, next?: NextPage) => {
      const key = `said-${Date.now()}`
      notification.open({
        key,
        title: sentence,
        role: 'status',
        duration: undo || next ? 10 : 5,
        ...(next
          ? {
              actions: (
                <Button
                  size="small"
                  onClick={() => {
                    notification.destroy(key)
                    void navigate({ to: next.to })
                  }}
                >
                  {next.label}
                </Button>
              ),
            }
          : {}),
        ...(undo
          ? {
              actions: (
                <Button
                  size="small"
                  onClick={() => {
                    notification.destroy(key)
                    undo().then(() => done(say('undone')), failed)
                  }}
                >
                  {say('undo')}
                </Button>
              ),
            }
          : {}),
      })
    }
    return { done, failed }
  }, [navigate, notification, say, text])
  return <SaidContext value={said}>{children}</SaidContext>
}

/** `const said = useSaid(); said.done('已记下', () => call())`. */
export function useSaid(): Said {
  const said = useContext(SaidContext)
  if (!said) throw new Error('useSaid stands outside the shell')
  return said
}

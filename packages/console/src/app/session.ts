import type { Me } from '@lastmile/contract'
import type { Permission } from '@lastmile/domain'
import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { z } from 'zod'

/** The account that is signed in. */
export type Session = z.infer<typeof Me>

/** Where the account is kept among the queries. */
export const ME_KEY = ['session', 'me'] as const

/** The account that this browser last heard of, or null. */
export function keptMe(queries: QueryClient): Session | null {
  return queries.getQueryData<Session | null>(ME_KEY) ?? null
}

/** Keeps who is signed in after signing in, or forgets everything of the last account after signing out. */
export function keepMe(queries: QueryClient, me: Session | null): void {
  if (me === null) queries.clear()
  queries.setQueryData(ME_KEY, me)
}

export const SessionContext = createContext<Session | null>(null)

/** The account that is signed in. Only below the shell, where there is one. */
export function useSession(): Session {
  const me = useContext(SessionContext)
  if (!me) throw new Error('useSession stands outside the shell')
  return me
}

/** Whether the account may do something: `const may = useMay(); may('gap.decide')`. The server decides all the same. */
export function useMay(): (permission: Permission) => boolean {
  const me = useSession()
  return (permission) => me.permissions.includes(permission)
}

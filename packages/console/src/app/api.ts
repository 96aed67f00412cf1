import { type Api, createApi, createClient, problemOf } from '@lastmile/web-kit'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { presentPreferences } from './preferences.ts'
import { keptMe } from './session.ts'

/** Tells the shell that the session ended; it leads to the sign-in page and back. */
function noticeSignedOut(error: unknown): void {
  if (problemOf(error).kind === 'signed-out') window.dispatchEvent(new Event('lastmile:signed-out'))
}

/** Reads are kept for half a minute; a failed read is tried once more only where that may help. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.meta?.mayBeSignedOut !== true) noticeSignedOut(error)
    },
  }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 1 && problemOf(error).mayRetry,
    },
  },
})

/** The calls of the API as they are; most code wants `useApi`. */
export const client = createClient({
  url: `${window.location.origin}/api`,
  lang: () => presentPreferences().lang,
  csrfToken: () => keptMe(queryClient)?.csrfToken ?? null,
})

const api = createApi(client)

/** Query and mutation options of every operation: `useQuery(useApi().households.get.queryOptions({ input: { id } }))`. */
export function useApi(): Api {
  return api
}

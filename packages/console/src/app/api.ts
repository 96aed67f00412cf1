import { type Api, createApi, createClient, problemOf } from '@lastmile/web-kit'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { keptMe } from './session.ts'

/** Reads are kept for half a minute; a failed read is tried once more only where that may help. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (problemOf(error).kind === 'signed-out' && query.meta?.mayBeSignedOut !== true)
        window.dispatchEvent(new Event('lastmile:signed-out'))
    },
  }),
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
  csrfToken: () => keptMe(queryClient)?.csrfToken ?? null,
})

const api = createApi(client)

/** Query and mutation options of every operation: `useQuery(useApi().households.get.queryOptions({ input: { id } }))`. */
export function useApi(): Api {
  return api
}

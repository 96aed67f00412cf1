import { type Contract, contract } from '@lastmile/contract'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { RouterUtils } from '@orpc/tanstack-query'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'

/** Calls of the API, typed by the contract: `client.households.get({ id })`. */
export type ApiClient = JsonifiedClient<ContractRouterClient<Contract>>

/** The same calls as options for TanStack Query: `useQuery(api.households.get.queryOptions({ input: { id } }))`. */
export type Api = RouterUtils<ApiClient>

export interface ApiOptions {
  /** Where the contract's paths begin, e.g. `https://host/api`. */
  readonly url: string
  /** The token of the session for writes, or null before signing in. */
  readonly csrfToken: () => string | null
  /** Another way to fetch, for tests. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** The typed client of the API over HTTP with JSON. Throws `ORPCError`; `problemOf` puts that into words. */
export function createClient(options: ApiOptions): ApiClient {
  const link = new OpenAPILink(contract, {
    url: options.url,
    headers: () => {
      const token = options.csrfToken()
      return token === null ? {} : { 'x-csrf-token': token }
    },
    fetch: (request, init) =>
      options.fetch
        ? options.fetch(request)
        : globalThis.fetch(request, { ...init, credentials: 'same-origin' }),
  })
  return createORPCClient(link)
}

/** Query and mutation options of a client. */
export function createApi(client: ApiClient): Api {
  return createTanstackQueryUtils(client)
}

import { type Contract, contract } from '@lastmile/contract'
import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { RouterUtils } from '@orpc/tanstack-query'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Lang } from '../language/words.ts'

/** Calls of the API, typed by the contract (whose values are JSON as they stand): `client.households.get({ id })`. */
export type ApiClient = ContractRouterClient<Contract>

/** The same calls as options for TanStack Query: `useQuery(api.households.get.queryOptions({ input: { id } }))`. */
export type Api = RouterUtils<ApiClient>

export interface ApiOptions {
  /** Where the contract's paths begin, e.g. `https://host/api`. */
  readonly url: string
  /** The token of the session for writes, or null before signing in. */
  readonly csrfToken: () => string | null
  /** The language that the server answers its errors in. */
  readonly lang: () => Lang
  /** Another way to fetch, for tests. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** The API's own errors: `{ code, message, details }`, the message in the reader's language. */
function errorOf(body: unknown, status: number): ORPCError<string, unknown> | null {
  if (typeof body !== 'object' || body === null) return null
  if (!('code' in body) || typeof body.code !== 'string') return null
  if (!('message' in body) || typeof body.message !== 'string') return null
  const data = 'details' in body ? body.details : null
  // A body that a proxy in between made up may come with any status; an error needs one of an error.
  return new ORPCError(body.code, { status: status >= 400 ? status : 500, message: body.message, data })
}

/** The typed client of the API over HTTP with JSON. Throws `ORPCError`; `problemOf` puts that into words. */
export function createClient(options: ApiOptions): ApiClient {
  const link = new OpenAPILink(contract, {
    url: options.url,
    headers: () => {
      const token = options.csrfToken()
      const language = { 'accept-language': options.lang() === 'zh' ? 'zh-CN' : 'en' }
      return token === null ? language : { ...language, 'x-csrf-token': token }
    },
    customErrorResponseBodyDecoder: (body, response) => errorOf(body, response.status),
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

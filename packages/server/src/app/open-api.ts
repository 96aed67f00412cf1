import { contract } from '@lastmile/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/** The contract as an OpenAPI 3.1 document, with the permission and the ledger line of each operation. */
export async function openApiDocument(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Lastmile (最后一公里)',
      version,
      description:
        'Sign in with POST /auth/sign-in; the answer sets the session cookie and holds the CSRF token. Every other write carries that token in the header x-csrf-token. Errors are { code, message, details }.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sid' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
      },
    },
  })
  for (const group of Object.values(contract)) {
    for (const declared of Object.values(group)) {
      const { meta, route } = declared['~orpc']
      const method = route.method?.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
      const operation = document.paths?.[route.path ?? '']?.[method]
      if (!operation) throw new Error(`the OpenAPI document lacks ${route.method} ${route.path}`)
      const open = meta.permission === 'public'
      const keys = method === 'get' ? { session: [] } : { session: [], csrf: [] }
      Object.assign(operation, {
        security: open ? [] : [keys],
        'x-permission': meta.permission,
        'x-ledger': meta.ledger,
      })
    }
  }
  return document
}

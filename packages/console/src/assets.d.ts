declare module '*.css'

/** `facts.yaml` as the build gives it to the browser (facts-plugin.ts). */
declare module '*/facts.yaml' {
  const facts: readonly {
    readonly name: string
    readonly entity: 'household' | 'person'
    readonly type: 'boolean' | 'money' | 'integer' | 'ratio' | 'date' | 'enum' | 'string'
    readonly unit: string | null
    readonly min?: number
    readonly max?: number
    readonly values?: readonly { readonly value: string; readonly zh: string; readonly en: string }[]
    readonly label: { readonly zh: string; readonly en: string }
    readonly sensitivity: 'ordinary' | 'sensitive' | 'protected'
    readonly question?: { readonly zh: string; readonly en: string }
    readonly derived: boolean
  }[]
  export default facts
}

/** Ant Design's ES modules, which its package.json does not declare as such. */
declare module 'antd/es/locale/zh_CN.js' {
  import type { ConfigProviderProps } from 'antd'

  const locale: NonNullable<ConfigProviderProps['locale']>
  export default locale
}
declare module 'antd/es/locale/en_US.js' {
  import type { ConfigProviderProps } from 'antd'

  const locale: NonNullable<ConfigProviderProps['locale']>
  export default locale
}

/** A worker that the build puts beside the chunks, by its address. */
declare module '*?worker&url' {
  const address: string
  export default address
}

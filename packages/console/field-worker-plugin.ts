import { createHash } from 'node:crypto'
import { build, type Plugin } from 'vite'

interface Chunk {
  readonly type: string
  readonly fileName: string
  readonly isEntry?: boolean
  readonly facadeModuleId?: string | null
  readonly moduleIds?: readonly string[]
  readonly imports?: readonly string[]
  readonly viteMetadata?: { readonly importedCss?: Set<string>; readonly importedAssets?: Set<string> }
  readonly code?: string
  readonly source?: string | Uint8Array
}

/** Chunks that the field app begins with: the entry, what the root route loads, and its own pages. */
const BEGINS = /\/src\/(field\/|app\/root-page\.tsx)|\/facts\.yaml$/

/**
 * Builds the service worker of the field app with the list of files that it keeps: those that the field app reaches, and no
 * others, so that a phone does not fetch the whole console.
 */
export function fieldWorkerPlugin(): Plugin {
  let outDir = ''
  return {
    name: 'lastmile-field-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    async writeBundle(_options, bundle) {
      const files = bundle as Readonly<Record<string, Chunk>>
      const wanted = new Set<string>()
      const take = (name: string) => {
        const chunk = files[name]
        if (!chunk || wanted.has(name)) return
        wanted.add(name)
        for (const next of chunk.imports ?? []) take(next)
        for (const css of chunk.viteMetadata?.importedCss ?? []) wanted.add(css)
        for (const asset of chunk.viteMetadata?.importedAssets ?? []) wanted.add(asset)
      }
      for (const chunk of Object.values(files))
        if (chunk.isEntry || (chunk.facadeModuleId && BEGINS.test(chunk.facadeModuleId))) take(chunk.fileName)
      for (const name of Object.keys(files)) if (/assets\/index-[^/]*\.css$/.test(name)) wanted.add(name)
      for (const name of Object.keys(files)) if (/argon-worker-/.test(name)) wanted.add(name)
      const list = [...wanted].sort().map((url) => ({ url: `/${url}`, revision: null }))
      const revision = createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 16)
      const own = ['/field', '/mark.svg', '/field.webmanifest'].map((url) => ({ url, revision }))
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: 'warn',
        define: {
          'self.__WB_MANIFEST': JSON.stringify([...own, ...list]),
          'process.env.NODE_ENV': JSON.stringify('production'),
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          lib: {
            entry: 'src/field/worker/field-sw.ts',
            formats: ['iife'],
            name: 'fieldWorker',
            fileName: () => 'field-sw.js',
          },
        },
      })
    },
  }
}

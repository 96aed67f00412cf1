import { decodePopulation, FigureChangeError, Simulator, webassemblyPlan } from '@lastmile/rules/population'
import type { Result } from './shapes.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/**
 * Holds the columns and reckons in WebAssembly. They are fetched here and stay in the memory of this worker: the page sees sums only,
 * and with the page they are gone.
 */
let simulator: Simulator | null = null

const tell = (message: FromWorker) => globalThis.postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'load') void load(data)
  else ask(data)
})

async function load({ address, language }: Extract<ToWorker, { kind: 'load' }>): Promise<void> {
  try {
    const response = await fetch(address, { cache: 'no-store', headers: { 'accept-language': language } })
    if (!response.ok || !response.body) throw new Error(`${response.status}`)
    const length = Number(response.headers.get('content-length'))
    const total = length > 0 ? length : null
    let received = 0
    const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        received += chunk.length
        tell({ kind: 'progress', received, total })
        controller.enqueue(chunk)
      },
    })
    const unpacked = response.body.pipeThrough(counted).pipeThrough(new DecompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer())
    const { library, columns, date, policies, groupings, notes } = decodePopulation(bytes)
    simulator = new Simulator(library, columns, date, policies, groupings, webassemblyPlan)
    tell({ kind: 'ready', readAt: notes.readAt ?? '', libraryHash: notes.libraryHash ?? '' })
  } catch (error) {
    tell({ kind: 'failed', message: messageOf(error) })
  }
}

function ask({ changes }: Extract<ToWorker, { kind: 'ask' }>): void {
  if (!simulator) return
  try {
    const begun = performance.now()
    const result = simulator.ask(changes) as Result
    tell({ kind: 'answer', result, ms: performance.now() - begun })
  } catch (error) {
    const kind = error instanceof FigureChangeError ? 'refused' : 'failed'
    tell({ kind, message: messageOf(error) })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

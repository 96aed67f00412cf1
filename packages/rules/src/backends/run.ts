import { growTo, type Values, viewOf } from '../columns/index.ts'
import { roundQuotient } from '../mechanisms/rounding/modes.ts'
import { BLOCK, type Kernel, type Plan } from './kernel.ts'

type Loop = (from: number, to: number, tallies: Float64Array) => void

/** Makes a kernel of a plan over the memory of its columns. `thread` counts those that share the memory, from 0. */
export function kernelOf(plan: Plan, memory: WebAssembly.Memory, thread = 0): Kernel {
  switch (plan.kind) {
    case 'javascript':
      return javascriptKernel(plan, memory)
    case 'webassembly':
      return webassemblyKernel(plan, memory, thread)
  }
}

/**
 * By `new Function`: for servers, tests and workers. A page whose content policy has no `unsafe-eval` uses the closures or WebAssembly.
 * The text is made of numbers and of names that are counted, never of words from a file.
 */
function javascriptKernel(plan: Extract<Plan, { kind: 'javascript' }>, memory: WebAssembly.Memory): Kernel {
  const starts = viewOf(memory, plan.starts)
  const loops = plan.parts.map(({ text, views }): Loop => {
    const names = views.map((_, place) => `c${place}`)
    const values = views.map((view): Values => viewOf(memory, view))
    return new Function('starts', 'round', ...names, text)(starts, roundQuotient, ...values)
  })
  return (from, to, tallies) => {
    for (let start = from; start < to; start += BLOCK) {
      for (const loop of loops) loop(start, Math.min(start + BLOCK, to), tallies)
    }
  }
}

/** Runs in any page whose content policy allows `'wasm-unsafe-eval'`, and in workers over a shared memory. */
function webassemblyKernel(
  plan: Extract<Plan, { kind: 'webassembly' }>,
  memory: WebAssembly.Memory,
  thread: number,
): Kernel {
  const scratch = Math.ceil(plan.end / 64) * 64 + thread * (Math.ceil(plan.scratch / 4096) + 1) * 4096
  growTo(memory, scratch + plan.scratch)
  const { run } = new WebAssembly.Instance(plan.module, { env: { memory } }).exports
  if (typeof run !== 'function') throw new Error('the module has no function run')
  return (from, to, tallies) => {
    const totals = new Float64Array(memory.buffer, scratch + plan.tallies, tallies.length)
    totals.fill(0)
    for (let start = from; start < to; ) {
      const end = Math.min(to, (Math.floor(start / BLOCK) + 1) * BLOCK)
      run(start, end, scratch)
      start = end
    }
    totals.forEach((total, place) => {
      tallies[place] = (tallies[place] ?? 0) + total
    })
  }
}

import { type Values, viewOf } from '../columns/index.ts'
import { roundQuotient } from '../mechanisms/rounding/modes.ts'
import { BLOCK, type Kernel, type Plan } from './kernel.ts'

type Loop = (from: number, to: number, tallies: Float64Array) => void

/** Makes a kernel of a plan over the memory of its columns. `thread` counts those that share the memory, from 0. */
export function kernelOf(plan: Plan, memory: WebAssembly.Memory, _thread = 0): Kernel {
  switch (plan.kind) {
    case 'javascript':
      return javascriptKernel(plan, memory)
    case 'webassembly':
      throw new Error('not yet')
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

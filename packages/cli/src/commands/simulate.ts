import type { Command } from '../command.ts'
import { overPopulation } from '../population-source.ts'
import { changesAsked, simulateJudged } from '../simulate-population.ts'

/** `lastmile simulate`: who would gain, who would lose and what it would cost if figures of the law were others. */
export const command: Command = {
  name: 'simulate',
  summary: 'who would gain or lose, and what it would cost, if figures were others',
  usage: [
    'simulate --set policy.parameter=value… [--data DIR] [--date YYYY-MM-DD] [--policy ID…] [--json]',
    'simulate --set policy.parameter=value… --from FILE.parquet|.csv|.jsonl [--date YYYY-MM-DD] [--policy ID…] [--json]',
  ],
  options: [
    {
      name: 'set',
      value: 'policy.parameter=value',
      multiple: true,
      summary: 'a figure and what it would be, money in yuan; a shared figure changes for all policies',
    },
    {
      name: 'from',
      value: 'FILE',
      summary: 'a population file, as `population generate` writes it, instead of the database',
    },
    { name: 'policy', value: 'ID', multiple: true, summary: 'only these policies' },
    { name: 'threads', value: 'N', summary: 'threads (default: all of the machine)' },
    { name: 'policies', value: 'DIR', summary: 'a policies folder instead of the library in force' },
  ],
  run: (context) => {
    // A wrong question is refused before a database is opened.
    changesAsked(context)
    return overPopulation(context, 'simulate.read', (judged) => simulateJudged(judged, context))
  },
}

import type { Command } from '../command.ts'
import { openPolicies } from '../library-file.ts'
import { simulatePopulationFile } from '../simulate-population.ts'

/** `lastmile simulate`: who would gain, who would lose and what it would cost if figures of the law were others. */
export const command: Command = {
  name: 'simulate',
  summary: 'who would gain or lose, and what it would cost, if figures were others',
  usage: [
    'simulate --set policy.parameter=value… --from FILE.parquet|.csv|.jsonl [--date YYYY-MM-DD] [--policy ID…] [--json]',
  ],
  options: [
    {
      name: 'set',
      value: 'policy.parameter=value',
      multiple: true,
      summary: 'a figure and what it would be, money in yuan; a shared figure changes for all policies',
    },
    { name: 'from', value: 'FILE', summary: 'the population, as `population generate` writes it' },
    { name: 'policy', value: 'ID', multiple: true, summary: 'only these policies' },
    { name: 'threads', value: 'N', summary: 'threads (default: all of the machine)' },
    { name: 'policies', value: 'DIR', summary: 'a policies folder other than the repository’s' },
  ],
  run: (context) => simulatePopulationFile(openPolicies(context), context),
}

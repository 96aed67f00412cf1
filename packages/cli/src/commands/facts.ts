import { readFacts } from '@lastmile/rules/node'
import type { Command } from '../command.ts'

/** `lastmile facts`: the dictionary, everything a file, rule, form or import may use. */
export const command: Command = {
  name: 'facts',
  summary: 'the dictionary of facts: everything a file, rule, form or import may use',
  usage: ['facts [--json]'],
  options: [],
  async run(context) {
    const { all } = readFacts(context.root)
    if (context.json) {
      context.print(all)
      return 0
    }
    for (const fact of all) {
      const values = fact.values
        ? ` ${fact.values.map((value) => `${value.value} ${value.zh}`).join(' | ')}`
        : ''
      const kind = fact.derived ? ` = ${fact.derived}` : values
      context.say(
        `${fact.entity}.${fact.name} (${fact.type}${fact.unit ? `, ${fact.unit}` : ''}) ${fact.label.zh}${kind}`,
      )
    }
    return 0
  },
}

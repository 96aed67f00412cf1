import { yamlLanguage } from '@codemirror/lang-yaml'
import { type LRLanguage, StreamLanguage } from '@codemirror/language'
import { parseMixed } from '@lezer/common'

const KEYWORDS =
  /^(?:if|then|else|and|or|in|between|some|every|satisfies|for|return|not|true|false|null)(?![\w.])/
/** Names of two and three words are functions; the others are when a bracket follows. */
const ROUNDING = /^round (?:half )?(?:up|down)(?=\s*\()/
const FUNCTION = /^[a-z_]\w*(?=\s*\()/i
const NAME = /^[a-z_]\w*(?:\.\w+)*/i

/** Formulas of the policy profile, for colours only: what is right the checker says. */
export const feelLanguage = StreamLanguage.define<null>({
  name: 'feel',
  startState: () => null,
  token: (stream) => {
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string'
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number'
    if (stream.match(ROUNDING)) return 'keyword'
    if (stream.match(KEYWORDS)) return 'keyword'
    if (stream.match(FUNCTION)) return 'keyword'
    if (stream.match(NAME)) return 'variableName'
    stream.next()
    return 'operator'
  },
})

const FORMULA_KEYS = ['when', 'formula']

/** YAML as policies are written, with formulas inside `when:` and `formula:`. */
export const policyLanguage: LRLanguage = yamlLanguage.configure({
  wrap: parseMixed((node, input) => {
    if (node.name !== 'Literal' && node.name !== 'BlockLiteralContent') return null
    const above = node.node.parent
    const pair = above?.name === 'BlockLiteral' ? above.parent : above
    const key = pair?.name === 'Pair' ? pair.firstChild : null
    if (!key || key.from === node.from) return null
    return FORMULA_KEYS.includes(input.read(key.from, key.to)) ? { parser: feelLanguage.parser } : null
  }),
})

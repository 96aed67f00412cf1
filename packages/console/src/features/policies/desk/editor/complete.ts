import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { type Extension, Facet } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { EditorName } from './names.ts'

/** The names that can be completed; they come later than the editor. */
export const editorNames = Facet.define<readonly EditorName[], readonly EditorName[]>({
  combine: (given) => given[0] ?? [],
})

const TYPES = { fact: 'variable', figure: 'constant', function: 'function', word: 'keyword' } as const
const MOST = 60

/**
 * What fits what is being typed, found by its name or by its label: 低保 finds `dibao_standard`. Within quotation marks after
 * a choice, the values of that choice.
 */
export function completeName(context: CompletionContext): CompletionResult | null {
  const names = context.state.facet(editorNames)
  const quoted = context.matchBefore(/[\w.]+\s*(?:!?=|in)\s*[([]?\s*(?:"[^"\n]*"\s*,\s*)*"[\w\u4e00-\u9fff]*/)
  if (quoted) return valuesOf(names, quoted)
  const typed = context.matchBefore(/[\w.\u4e00-\u9fff]+/)
  if (!typed && !context.explicit) return null
  const asked = typed?.text.toLowerCase() ?? ''
  const fits = names.filter(
    ({ name, label }) => asked === '' || name.includes(asked) || label.toLowerCase().includes(asked),
  )
  if (fits.length === 0) return null
  const rank = (name: string) =>
    name.startsWith(asked) ? 0 : name.split('.').at(-1)?.startsWith(asked) ? 1 : 2
  const options = fits
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MOST)
    .map(
      (one, index): Completion => ({
        label: one.name,
        detail: one.label,
        type: TYPES[one.kind],
        apply: one.apply ?? one.name,
        boost: -index,
      }),
    )
  return { from: typed?.from ?? context.pos, options, filter: false }
}

function valuesOf(
  names: readonly EditorName[],
  quoted: { readonly from: number; readonly text: string },
): CompletionResult | null {
  const fact = /^[\w.]+/.exec(quoted.text)?.[0] ?? ''
  const values = names.find(({ name }) => name === fact)?.values
  if (!values) return null
  const at = quoted.text.lastIndexOf('"') + 1
  const asked = quoted.text.slice(at)
  const fits = values.filter(({ value, label }) => value.includes(asked) || label.includes(asked))
  return {
    from: quoted.from + at,
    options: fits.map(({ value, label }) => ({ label: value, detail: label, type: 'enum' })),
    filter: false,
  }
}

/** What a name means, when the pointer rests on it. */
export const explainNames: Extension = hoverTooltip((view, pos) => {
  const line = view.state.doc.lineAt(pos)
  for (const match of line.text.matchAll(/[a-z_]\w*(?:\.\w+)*/gi)) {
    const from = line.from + match.index
    const to = from + match[0].length
    if (pos < from || pos > to) continue
    const known = view.state.facet(editorNames).find(({ name }) => name === match[0])
    if (!known) return null
    return {
      pos: from,
      end: to,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'lm-code-tip'
        dom.textContent = known.label
        return { dom }
      },
    }
  }
  return null
})

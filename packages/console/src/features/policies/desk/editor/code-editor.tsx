import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { nonceOfPage } from '../../../../app/nonce.ts'
import { completeName, editorNames, explainNames } from './complete.ts'
import { feelLanguage, policyLanguage } from './feel-language.ts'
import type { EditorName } from './names.ts'
import { phrasesOf } from './phrases.ts'

/** A problem with its place in the text of the editor: lines and columns from 1. */
export interface EditorProblem {
  readonly line: number
  readonly column: number
  readonly message: string
  readonly fix: string | null
}

/** What can be done with an editor from outside. */
export interface EditorHandle {
  /** Puts the cursor on a place and brings it into sight. */
  goTo(line: number, column?: number): void
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: 'lm-code-word' },
  { tag: [tags.variableName, tags.name], class: 'lm-code-name' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: 'lm-code-key' },
  { tag: tags.string, class: 'lm-code-text' },
  { tag: tags.number, class: 'lm-code-number' },
  { tag: [tags.comment, tags.lineComment], class: 'lm-code-comment' },
])

/**
 * A text editor for policy files and for single formulas: colours, completion with the labels of facts, what the checker says
 * at its place, undo. Tab moves on, as everywhere; Ctrl+] and Ctrl+[ shift lines, F8 goes to the next problem.
 */
export function CodeEditor({
  label,
  lang,
  text,
  onChange,
  readOnly = false,
  oneLine = false,
  names,
  problems,
  handle,
}: {
  readonly label: string
  readonly lang: 'zh' | 'en'
  readonly text: string
  readonly onChange: (text: string) => void
  readonly readOnly?: boolean
  /** A single formula: no line numbers, no line breaks. */
  readonly oneLine?: boolean
  readonly names: readonly EditorName[]
  readonly problems: readonly EditorProblem[]
  readonly handle?: RefObject<EditorHandle | null>
}): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const change = useRef(onChange)
  change.current = onChange
  const [parts] = useState(() => ({ names: new Compartment(), open: new Compartment() }))
  const [cursor, setCursor] = useState({ line: 1, column: 1 })
  const first = useRef({ text, names, readOnly, label, lang, oneLine })

  useEffect(() => {
    const parent = place.current
    if (!parent) return
    const { text: doc, label: name, oneLine: single, ...given } = first.current
    const nonce = nonceOfPage()
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc,
        extensions: [
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
          EditorState.phrases.of(phrasesOf(given.lang)),
          single ? [feelLanguage, onlyOneLine, EditorView.lineWrapping] : [policyLanguage, sight],
          syntaxHighlighting(colours),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          lintGutter(),
          autocompletion({ override: [completeName], icons: false }),
          explainNames,
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
          ]),
          parts.names.of(editorNames.of(given.names)),
          parts.open.of(openness(given.readOnly)),
          EditorView.contentAttributes.of({ 'aria-label': name, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) change.current(update.state.doc.toString())
            if (update.docChanged || update.selectionSet) {
              const head = update.state.selection.main.head
              const line = update.state.doc.lineAt(head)
              setCursor({ line: line.number, column: head - line.from + 1 })
            }
          }),
        ],
      }),
    })
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [parts])

  useEffect(() => {
    if (!handle) return
    handle.current = {
      goTo: (line, column = 1) => {
        const editor = view.current
        if (!editor) return
        const at = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines))
        editor.dispatch({
          selection: { anchor: Math.min(at.to, at.from + column - 1) },
          effects: EditorView.scrollIntoView(at.from, { y: 'center' }),
        })
        editor.focus()
      },
    }
    return () => {
      handle.current = null
    }
  }, [handle])

  // Another text from outside: another file, or one that was put back. Not a step that undo takes back.
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === text) return
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      annotations: Transaction.addToHistory.of(false),
    })
  }, [text])

  useEffect(() => {
    view.current?.dispatch({ effects: parts.names.reconfigure(editorNames.of(names)) })
  }, [names, parts])

  useEffect(() => {
    view.current?.dispatch({ effects: parts.open.reconfigure(openness(readOnly)) })
  }, [readOnly, parts])

  useEffect(() => {
    const editor = view.current
    if (editor)
      editor.dispatch(
        setDiagnostics(
          editor.state,
          problems.map((one) => placed(editor, one)),
        ),
      )
  }, [problems])

  return (
    <div className="lm-code" data-one-line={oneLine}>
      <div ref={place} />
      {!oneLine && (
        <p className="lm-code-status lm-soft" aria-hidden="true">
          {lang === 'zh'
            ? `第 ${cursor.line} 行，第 ${cursor.column} 列`
            : `line ${cursor.line}, column ${cursor.column}`}
        </p>
      )}
    </div>
  )
}

const sight: Extension = [lineNumbers(), highlightActiveLine(), highlightActiveLineGutter()]

/** Line breaks become blanks: a formula stands on one line of its file. */
const onlyOneLine: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
  const flat = transaction.newDoc.toString().replaceAll('\n', ' ')
  return [
    {
      changes: { from: 0, to: transaction.startState.doc.length, insert: flat },
      selection: { anchor: Math.min(flat.length, transaction.newSelection.main.head) },
    },
  ]
})

const openness = (readOnly: boolean): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.editable.of(!readOnly),
  // Who may not write may still go through it by keyboard.
  readOnly ? EditorView.contentAttributes.of({ tabindex: '0', 'aria-readonly': 'true' }) : [],
]

function placed(editor: EditorView, { line, column, message, fix }: EditorProblem): Diagnostic {
  const { doc } = editor.state
  const at = doc.line(Math.min(Math.max(1, line), doc.lines))
  const from = Math.min(at.to, at.from + Math.max(0, column - 1))
  const word = /^[\w.]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 1
  return {
    from,
    to: Math.min(at.to, from + word),
    severity: 'error',
    message: fix === null ? message : `${message}（${fix}）`,
  }
}

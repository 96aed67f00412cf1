import { useLang, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Modal, Select } from 'antd'
import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { SkeletonLines, useFacts, useSettled } from '../../../frame/index.ts'
import { CheckRunning } from './check-running.tsx'
import { useEditorNames } from './editor/names.ts'
import { placeOfFormula, replaceFormula } from './replace-formula.ts'
import { leavesOf, versionsOf } from './rule-words.tsx'
import { words } from './words.ts'

const CodeEditor = lazy(() =>
  import('./editor/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

/** A formula of the file under hand: which text, and which of those that read alike. */
export interface AskedFormula {
  readonly source: string
  readonly nth: number
}

/** One condition: its formula, how it reads, what the checker says, as one types. Adopted, it goes into the file. */
export function ConditionDialog({
  path,
  text: file,
  others,
  asked,
  onAdopt,
  onClose,
}: {
  readonly path: string
  readonly text: string
  /** The other files of the change. */
  readonly others: readonly { readonly path: string; readonly text: string | null }[]
  readonly asked: AskedFormula
  readonly onAdopt: (text: string) => void
  readonly onClose: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const facts = useFacts()
  const lang = useLang()
  const editorNames = useEditorNames(/\/([^/]+)\/policy\.yaml$/.exec(path)?.[1])
  const [formula, setFormula] = useState(asked.source)
  const settled = useSettled(useDeferredValue(formula), 500)
  const edited = replaceFormula(file, asked.source, asked.nth, settled.trim())
  const check = useQuery({
    ...api.policies.checkFiles.queryOptions({
      input: { files: [...others, { path, text: edited ?? file }] },
    }),
    enabled: edited !== null,
    placeholderData: keepPreviousData,
  })
  const names = useMemo(
    () =>
      facts.all.map((fact) => ({
        value: `${fact.entity}.${fact.name}`,
        label: text(fact.label),
      })),
    [facts.all, text],
  )
  const read = (check.data?.rules ?? [])
    .flatMap((rule) => versionsOf(rule.versions))
    .flatMap((version) => [
      ...leavesOf(version.conditions),
      ...(version.amount ? [{ source: version.amount.source, text: version.amount.text }] : []),
    ])
    .find((part) => part.source === settled.trim())
  const start = useMemo(
    () => (edited === null ? null : placeOfFormula(edited, settled.trim(), asked.nth)),
    [edited, settled, asked.nth],
  )
  const problems = check.data?.problems
  const marks = useMemo(
    () =>
      start === null
        ? []
        : (problems ?? [])
            .filter((one) => one.file === path && one.line === start.line && one.column >= start.column)
            .map((one) => ({ ...one, line: 1, column: one.column - start.column + 1 })),
    [problems, path, start],
  )
  const waiting = settled !== formula || check.isFetching
  const final = replaceFormula(file, asked.source, asked.nth, formula.trim())
  return (
    <Modal
      open
      title={say('formula')}
      okText={say('adopt')}
      okButtonProps={{ disabled: final === null || formula.trim() === '' }}
      onOk={() => {
        if (final !== null) onAdopt(final)
        onClose()
      }}
      onCancel={onClose}
      destroyOnHidden
      width={720}
    >
      {final === null ? (
        <p>{say('inText')}</p>
      ) : (
        <div className="lm-desk-check">
          <Suspense fallback={<SkeletonLines />}>
            <CodeEditor
              label={say('formula')}
              lang={lang}
              text={formula}
              oneLine
              names={editorNames}
              problems={marks}
              onChange={setFormula}
            />
          </Suspense>
          <p className="lm-soft">{say('editorKeys')}</p>
          <Select
            aria-label={say('insert')}
            placeholder={say('insert')}
            value={null}
            showSearch={{ optionFilterProp: 'label' }}
            options={names}
            onSelect={(name) => setFormula((old) => `${old} ${String(name)}`.trim())}
          />
          <p aria-live="polite">
            {waiting ? (
              <CheckRunning />
            ) : (
              read && (
                <>
                  <b>{say('readsAs')}</b> {text(read.text)}
                </>
              )
            )}
          </p>
          {!waiting && check.data && !check.data.ok && (
            <ul className="lm-desk-problems">
              {check.data.problems.slice(0, 8).map((problem) => (
                <li key={`${problem.line} ${problem.message}`}>
                  <span className="lm-late">{problem.message}</span>
                  {problem.fix && <small className="lm-soft"> {problem.fix}</small>}
                </li>
              ))}
            </ul>
          )}
          {!waiting && check.data?.ok && (
            <p className="lm-desk-ok">{say('checkOk', { count: check.data.cases.run })}</p>
          )}
        </div>
      )}
    </Modal>
  )
}

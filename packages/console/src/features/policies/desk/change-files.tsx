import { useLang, useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { lazy, type ReactNode, type RefObject, Suspense, useMemo, useRef, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Segments, SkeletonLines, useSaid, useSettled } from '../../../frame/index.ts'
import { caseInChinese } from './case-words.ts'
import { CheckPanel } from './check-panel.tsx'
import { type AskedFormula, ConditionDialog } from './condition-dialog.tsx'
import { DiffView } from './diff-view.tsx'
import type { EditorHandle } from './editor/code-editor.tsx'
import { useEditorNames } from './editor/names.ts'
import { leavesOf, RuleInWords, versionsOf } from './rule-words.tsx'
import type { Change, Edit } from './shapes.ts'
import { splitVersion } from './split-version.ts'
import { words } from './words.ts'

const CodeEditor = lazy(() =>
  import('./editor/code-editor.tsx').then((module) => ({ default: module.CodeEditor })),
)

/** Goes to a place as soon as the editor is there: it is fetched when it is first opened. */
function goWhenThere(editor: RefObject<EditorHandle | null>, line: number, column: number, tries = 40): void {
  if (editor.current) editor.current.goTo(line, column)
  else if (tries > 0) setTimeout(() => goWhenThere(editor, line, column, tries - 1), 50)
}

type View = 'changes' | 'guided' | 'text'

/** The files of a change: what changed, by condition, as text; the checker and the cases beside them. */
export function ChangeFiles({
  change,
  edits,
  isDirty,
  onEdits,
}: {
  readonly change: Change
  readonly edits: readonly Edit[]
  readonly isDirty: boolean
  readonly onEdits: (edits: readonly Edit[]) => void
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const may = useMay()
  const isOpen = change.state === 'draft' && may('policy.draft')
  const [path, setPath] = useState(edits[0]?.path ?? '')
  const [view, setView] = useState<View>('changes')
  const [asked, setAsked] = useState<AskedFormula | null>(null)
  const lang = useLang()
  const editor = useRef<EditorHandle | null>(null)
  const edit = edits.find((one) => one.path === path) ?? edits[0]
  const settled = useSettled(edits, 700)
  const live = useQuery({
    ...api.policies.checkFiles.queryOptions({
      input: { files: settled.map((one) => ({ path: one.path, text: one.text })) },
    }),
    enabled: isOpen && isDirty && settled.length > 0,
    placeholderData: keepPreviousData,
  })
  const check = isDirty ? (live.data ?? change.check) : change.check
  const isStopped =
    isOpen &&
    isDirty &&
    settled === edits &&
    live.fetchStatus === 'idle' &&
    (live.isPending || live.isPlaceholderData)
  const write = (next: Partial<Edit>) =>
    onEdits(edits.map((one) => (one.path === edit?.path ? { ...one, ...next } : one)))
  const policyOf = (file: string) => /\/([^/]+)\/policy\.yaml$/.exec(file)?.[1]
  const rule = edit && check?.rules.find((one) => one.policy === policyOf(edit.path))
  const names = useEditorNames(policyOf(edit?.path ?? ''))
  const found = check?.problems
  const problems = useMemo(
    () =>
      (found ?? [])
        .filter((one) => one.file === edit?.path)
        .map((one) => ({ ...one, message: lang === 'zh' ? caseInChinese(one.message) : one.message })),
    [found, edit?.path, lang],
  )
  const go = (file: string, line: number, column: number) => {
    if (!edits.some((one) => one.path === file)) return
    setPath(file)
    setView('text')
    goWhenThere(editor, line, column)
  }
  const versions = rule ? versionsOf(rule.versions) : []
  const sources = versions.flatMap((version) => [
    ...leavesOf(version.conditions).map((part) => part.source),
    ...(version.amount ? [version.amount.source] : []),
  ])
  const startOf = (index: number) =>
    versions
      .slice(0, index)
      .reduce((n, version) => n + leavesOf(version.conditions).length + (version.amount ? 1 : 0), 0)
  return (
    <section>
      <h2>{say('files')}</h2>
      <div className="lm-desk-bar">
        <Select
          aria-label={say('file')}
          value={edit?.path ?? null}
          options={edits.map((one) => ({ value: one.path, label: one.path }))}
          onChange={setPath}
          style={{ minWidth: 260 }}
        />
        <Segments<View>
          name="view"
          label={say('files')}
          value={view}
          options={[
            { value: 'changes', label: say('changes') },
            ...(rule ? [{ value: 'guided' as const, label: say('guided') }] : []),
            { value: 'text', label: say('text') },
          ]}
          onChange={setView}
        />
        {isOpen && rule && edit?.text && splitVersion(edit.text, change.effectiveOn) !== null && (
          <Button onClick={() => write({ text: splitVersion(edit.text ?? '', change.effectiveOn) })}>
            {say('newVersion', { day: change.effectiveOn })}
          </Button>
        )}
        {isOpen && <AddFile edits={edits} onEdits={onEdits} onPath={setPath} />}
      </div>
      {edit && isOpen && edit.base !== edit.now && (
        <div className="lm-form-problem" role="alert">
          <p>{say('outdated')}</p>
          <DiffView before={edit.before ?? ''} after={edit.text ?? ''} />
          <span className="lm-row">
            <Button size="small" onClick={() => write({ base: edit.now })}>
              {say('keepMine')}
            </Button>
            <Button size="small" onClick={() => write({ base: edit.now, text: edit.before })}>
              {say('takeNew')}
            </Button>
          </span>
        </div>
      )}
      <div className="lm-desk-work">
        <div>
          {edit && view === 'text' && (
            <Suspense fallback={<SkeletonLines />}>
              <CodeEditor
                key={edit.path}
                label={edit.path}
                lang={lang}
                text={edit.text ?? ''}
                readOnly={!isOpen}
                names={names}
                problems={problems}
                handle={editor}
                onChange={(text) => write({ text })}
              />
              {isOpen && <p className="lm-soft">{say('editorKeys')}</p>}
            </Suspense>
          )}
          {edit && (view === 'changes' || (view === 'guided' && !rule)) && (
            <DiffView before={edit.before ?? ''} after={edit.text ?? ''} />
          )}
          {edit &&
            view === 'guided' &&
            versions.map((version, index) => (
              <div key={version.from} className="lm-panel">
                <h3>
                  {version.from} — {version.to ?? '…'}
                </h3>
                <RuleInWords
                  version={version}
                  beside={(part, place) =>
                    isOpen && part.source !== null ? (
                      <button
                        type="button"
                        className="lm-link"
                        onClick={() => {
                          const at = startOf(index) + place
                          const nth = sources.slice(0, at).filter((one) => one === part.source).length
                          setAsked({ source: part.source ?? '', nth })
                        }}
                      >
                        {say('change')}
                      </button>
                    ) : null
                  }
                />
              </div>
            ))}
        </div>
        {(change.check || isDirty) && (
          <CheckPanel
            check={check as Parameters<typeof CheckPanel>[0]['check']}
            busy={isDirty && (live.isFetching || settled !== edits)}
            onAgain={isStopped ? () => void live.refetch() : null}
            files={edits.map((one) => one.path)}
            onGo={go}
          />
        )}
      </div>
      {asked && edit && (
        <ConditionDialog
          path={edit.path}
          text={edit.text ?? ''}
          others={edits
            .filter((one) => one.path !== edit.path)
            .map((one) => ({ path: one.path, text: one.text }))}
          asked={asked}
          onAdopt={(text) => write({ text })}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}

/** Takes a policy's files into the change: its rule, its cases, its figures. */
function AddFile({
  edits,
  onEdits,
  onPath,
}: {
  readonly edits: readonly Edit[]
  readonly onEdits: (edits: readonly Edit[]) => void
  readonly onPath: (path: string) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [policy, setPolicy] = useState<string | null>(null)
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const files = useQuery({
    ...api.policies.files.queryOptions({ input: { id: policy ?? '' } }),
    enabled: policy !== null,
  })
  const add = async (path: string) => {
    try {
      const list = await queries.ensureQueryData(
        api.policies.files.queryOptions({ input: { id: policy ?? '' } }),
      )
      const file = list.find((one) => one.path === path)
      if (!file) return
      if (!edits.some((one) => one.path === path))
        onEdits([...edits, { path, text: file.text, base: file.hash, before: file.text, now: file.hash }])
      onPath(path)
      setPolicy(null)
    } catch (error) {
      said.failed(error)
    }
  }
  return policy === null ? (
    <Select
      aria-label={say('addFile')}
      placeholder={say('addFile')}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={(policies.data ?? []).map((one) => ({ value: one.id, label: text(one.name) }))}
      onSelect={(id) => setPolicy(String(id))}
      style={{ minWidth: 200 }}
    />
  ) : (
    <Select
      aria-label={say('file')}
      placeholder={say('file')}
      value={null}
      loading={files.isFetching}
      options={(files.data ?? []).map((one) => ({ value: one.path, label: one.path }))}
      onSelect={(path) => void add(String(path))}
      style={{ minWidth: 260 }}
    />
  )
}

import { RELATIONS, type Relation } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useApi } from '../app/api.ts'
import { PAGES, sees } from '../app/page-table.ts'
import { setPreferences, usePreferences } from '../app/preferences.ts'
import { useMay, useSession } from '../app/session.ts'
import { words } from './words.ts'

interface Entry {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly run: () => void
}
interface Section {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** Ctrl/⌘ K: finds a household or person, a page, a policy, an action. Arrow keys and Enter. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(words)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const sections = useSections(typed.trim(), onClose)
  const entries = sections.flatMap((section) => section.entries)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const current = Math.min(active, Math.max(0, entries.length - 1))

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setActive(entries.length === 0 ? 0 : (current + 1) % entries.length)
    else if (event.key === 'ArrowUp')
      setActive(entries.length === 0 ? 0 : (current - 1 + entries.length) % entries.length)
    else if (event.key === 'Enter') entries[current]?.run()
    else return
    event.preventDefault()
  }
  let place = -1
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      className="lm-palette"
      destroyOnHidden
    >
      <input
        // The palette is opened to be typed into.
        ref={(input) => input?.focus()}
        className="lm-palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries.length > 0 ? `${id}-${current}` : undefined}
        aria-label={say('palette')}
        placeholder={say('palette')}
        value={typed}
        maxLength={60}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        className="lm-palette-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={say('palette')}
        ref={list}
      >
        {sections.map((section) => (
          <div key={section.title} role="presentation">
            <div className="lm-palette-head" role="presentation">
              {section.title}
            </div>
            {section.entries.map((entry) => {
              place += 1
              const at = place
              return (
                <div
                  key={entry.id}
                  id={`${id}-${at}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={at === current}
                  className="lm-palette-entry"
                  onMouseMove={() => setActive(at)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={entry.run}
                  onKeyDown={onKeyDown}
                >
                  <span>{entry.title}</span>
                  <small>{entry.note}</small>
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p className="lm-palette-foot lm-soft" role="status">
        {typed.trim() === ''
          ? say('paletteHint')
          : entries.length === 0
            ? say('paletteNone', { q: typed.trim() })
            : say('results', { count: entries.length })}
      </p>
    </Modal>
  )
}

function useSections(typed: string, onClose: () => void): Section[] {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const may = useMay()
  const me = useSession()
  const navigate = useNavigate()
  const { lang, largeType } = usePreferences()
  const wanted = useDeferredValue(typed)
  const mayFind = may('household.search')
  const found = useQuery({
    ...api.households.search.queryOptions({ input: { q: wanted, limit: 8 } }),
    enabled: mayFind && wanted.length > 0,
    placeholderData: keepPreviousData,
  })
  const policies = useQuery({
    ...api.policies.list.queryOptions({ input: {} }),
    enabled: may('policy.read') && typed !== '',
    staleTime: 600_000,
  })
  const go = (to: string, search?: Record<string, unknown>) => () => {
    onClose()
    void navigate({ to, ...(search ? { search } : {}) })
  }
  const folded = typed.toLowerCase()
  const fits = (...names: (string | undefined)[]) =>
    folded === '' || names.some((name) => name?.toLowerCase().includes(folded))
  const hits = typed === '' || !mayFind ? [] : (found.data?.hits ?? [])
  const people: Entry[] = hits.map((hit) => ({
    id: `person-${hit.personId}`,
    title: hit.name,
    note: [
      hit.relation === 'head'
        ? text(RELATIONS.head)
        : `${hit.relation in RELATIONS ? text(RELATIONS[hit.relation as Relation]) : ''} · ${say('headOf', { name: hit.headName })}`,
      hit.orgName,
      hit.address,
    ]
      .filter(Boolean)
      .join(' · '),
    run: go(`/households/${hit.householdId}`),
  }))
  if (people.length > 0 && found.data?.more)
    people.push({
      id: 'people-more',
      title: say('paletteMore'),
      note: typed,
      run: go('/households', { q: typed }),
    })
  const pages: Entry[] = PAGES.filter(
    (page) => sees(me.permissions, page) && fits(page.label.zh, page.label.en, page.alias),
  ).map((page) => ({ id: page.to, title: text(page.label), note: '', run: go(page.to) }))
  const hasPolicyPages = PAGES.some((page) => page.to === '/policies')
  const named: Entry[] =
    typed === '' || !hasPolicyPages
      ? []
      : (policies.data ?? [])
          .filter((policy) => fits(policy.name.zh, policy.name.en, policy.id))
          .slice(0, 6)
          .map((policy) => ({
            id: `policy-${policy.id}`,
            title: text(policy.name),
            note: '',
            run: go(`/policies/${policy.id}`),
          }))
  const actions: Entry[] = [
    ...(may('household.create')
      ? [{ id: 'create', title: say('createHousehold'), note: '', run: go('/households/new') }]
      : []),
    {
      id: 'language',
      title: say('changeLanguage'),
      note: '',
      run: () => {
        setPreferences({ lang: lang === 'zh' ? 'en' : 'zh' })
        onClose()
      },
    },
    {
      id: 'type',
      title: say('changeType'),
      note: '',
      run: () => {
        setPreferences({ largeType: !largeType })
        onClose()
      },
    },
  ].filter((action) => fits(action.title))
  return [
    { title: say('people'), entries: people },
    { title: say('pages'), entries: pages },
    { title: say('policies'), entries: named },
    { title: say('actions'), entries: actions },
  ].filter((section) => section.entries.length > 0)
}

import { useLang, useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useApi } from '../../../app/api.ts'
import { type FactEntry, FactField, Segments, useFacts } from '../../../frame/index.ts'
import type { Draft } from './draft.ts'
import { factOf, mappable } from './target-options.ts'
import { words } from './words.ts'

/** A list says a thing of everybody only as yes or no, or as one of a list: an amount stands in a column. */
const isFixable = ({ type }: FactEntry) => type === 'boolean' || type === 'enum'
const targetOf = (fact: FactEntry) => `fact.${fact.entity}.${fact.name}`

/** What being on the list says by itself: the benefit that all receive, and facts that are the same for all. */
export function ForEverybody({
  draft,
  onDraft,
}: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  return (
    <section>
      <h2>{say('forAll')}</h2>
      <p className="lm-soft">{say('forAllLine')}</p>
      <Benefit draft={draft} onDraft={onDraft} />
      <FixedFacts draft={draft} onDraft={onDraft} />
    </section>
  )
}

function Benefit({
  draft,
  onDraft,
}: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const id = useId()
  const policies = useQuery({ ...api.policies.list.queryOptions({ input: {} }), staleTime: 600_000 })
  const { receipt } = draft
  return (
    <div className="lm-layout-head">
      <div>
        <label htmlFor={id}>{say('benefit')}</label>
        <Select
          id={id}
          value={receipt?.policy ?? ''}
          loading={policies.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: say('noBenefit') },
            ...(policies.data ?? []).map((one) => ({ value: one.id, label: text(one.name) })),
          ]}
          onChange={(policy) =>
            onDraft({
              ...draft,
              receipt: policy === '' ? null : { of: 'person', per: 'month', ...receipt, policy },
            })
          }
        />
      </div>
      {receipt !== null && (
        <>
          <div>
            <span>{say('benefitOf')}</span>
            <Segments
              name="benefit-of"
              label={say('benefitOf')}
              value={receipt.of}
              options={[
                { value: 'person', label: say('perPerson') },
                { value: 'household', label: say('perHousehold') },
              ]}
              onChange={(of) => onDraft({ ...draft, receipt: { ...receipt, of } })}
            />
          </div>
          <div>
            <span>{say('benefitPer')}</span>
            <Segments
              name="benefit-per"
              label={say('benefitPer')}
              value={receipt.per}
              options={[
                { value: 'month', label: say('perMonth') },
                { value: 'year', label: say('perYear') },
                { value: 'once', label: say('perOnce') },
              ]}
              onChange={(per) => onDraft({ ...draft, receipt: { ...receipt, per } })}
            />
          </div>
        </>
      )}
    </div>
  )
}

function FixedFacts({
  draft,
  onDraft,
}: {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}): ReactNode {
  const say = useWords(words)
  const lang = useLang()
  const text = useText()
  const facts = useFacts()
  const taken = new Set([...draft.columns, ...draft.constants].map(({ target }) => target))
  const free = mappable(facts).filter((fact) => isFixable(fact) && !taken.has(targetOf(fact)))
  const change = (constants: Draft['constants']) => onDraft({ ...draft, constants })
  return (
    <>
      <ul className="lm-layout-columns">
        {draft.constants.map(({ target, value }) => {
          const fact = factOf(target, facts)
          if (fact === null) return null
          return (
            <li key={target} className="lm-card lm-layout-fields">
              <b>{text(fact.label)}</b>
              <FactField
                entry={fact}
                label={text(fact.label)}
                value={value}
                onChange={(next) =>
                  next !== undefined &&
                  change(
                    draft.constants.map((one) => (one.target === target ? { target, value: next } : one)),
                  )
                }
              />
              <Button
                type="text"
                onClick={() => change(draft.constants.filter((one) => one.target !== target))}
              >
                {say('dropForAll', { name: text(fact.label) })}
              </Button>
            </li>
          )
        })}
      </ul>
      <Select
        className="lm-layout-add"
        aria-label={say('addForAll')}
        placeholder={say('addForAll')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={free.map((fact) => ({ value: targetOf(fact), label: fact.label[lang] }))}
        onChange={(target) => {
          const fact = target === null ? null : factOf(target, facts)
          if (target === null || fact === null) return
          const value = fact.type === 'boolean' ? true : (fact.values?.[0]?.value ?? '')
          change([...draft.constants, { target, value }])
        }}
      />
    </>
  )
}

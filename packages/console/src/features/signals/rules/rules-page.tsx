import { NOTHING_REASONS } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Loaded, PageHeader, StateTag, useScope } from '../../../frame/index.ts'
import type { RuleView } from '../shapes.ts'
import { SignalTabs } from '../signal-tabs.tsx'
import { hours, percent } from './percent.ts'
import '../../gaps/gaps.css'
import { RuleChanges } from './rule-changes.tsx'
import './rules.css'
import { ShareBar } from './share-bar.tsx'
import { SilenceRule } from './silence-rule.tsx'
import { TryThresholds } from './trial.tsx'
import { words } from './words.ts'

/** How well each rule of signals does, by what was found at the door; each number opens the signals behind it. */
export function SignalRulesPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const scope = useScope()
  const [tried, setTried] = useState<RuleView | null>(null)
  const [silenced, setSilenced] = useState<RuleView | null>(null)
  const rules = useQuery(api.signals.rules.queryOptions({ input: scope.within }))
  return (
    <>
      <PageHeader title={say('title')} line={say('line')} />
      <SignalTabs />
      <Loaded query={rules}>
        {({ rules: list, leastChecked }) => {
          const sum = (of: (rule: RuleView) => number) => list.reduce((total, rule) => total + of(rule), 0)
          return (
            <>
              <p>
                <b>
                  {say('yield', {
                    scope: scope.name,
                    flagged: sum((rule) => rule.flagged),
                    visited: sum((rule) => rule.visited),
                    takenIn: sum((rule) => rule.takenIn),
                    known: sum((rule) => rule.known),
                    nothing: sum((rule) => rule.nothing),
                  })}
                </b>
              </p>
              <ul className="lm-runs">
                {list.map((rule) => (
                  <RuleLine
                    key={rule.rule}
                    rule={rule}
                    least={leastChecked}
                    onTry={() => setTried(rule)}
                    onSilence={() => setSilenced(rule)}
                  />
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
      {tried && <TryThresholds rule={tried} onClose={() => setTried(null)} />}
      {silenced && <SilenceRule rule={silenced} onClose={() => setSilenced(null)} />}
    </>
  )
}

const TEXTS = { tune: 'tuneText', retire: 'retireText', wait: 'waitText' } as const

function RuleLine({
  rule,
  least,
  onTry,
  onSilence,
}: {
  readonly rule: RuleView
  readonly least: number
  readonly onTry: () => void
  readonly onSilence: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const may = useMay()
  const { precision, lower, upper, floor } = rule
  return (
    <li className="lm-rule">
      <div className="lm-row lm-rule-head">
        <h2>{text(rule.name)}</h2>
        <StateTag waits={rule.verdict === 'tune' || rule.verdict === 'retire'}>{say(rule.verdict)}</StateTag>
        {rule.silent && <StateTag waits>{say('silent')}</StateTag>}
        {may('signal.try') && rule.thresholds.length > 0 && (
          <Button size="small" onClick={onTry}>
            {say('try')}
          </Button>
        )}
        {may('signal.tune') && rule.raisedBy === 'rule' && !rule.silent && (
          <Button size="small" onClick={onSilence}>
            {say('silence')}
          </Button>
        )}
      </div>
      <div className="lm-rule-share">
        {precision !== null && lower !== null && upper !== null ? (
          <>
            <b>{say('precision', { share: percent(precision) })}</b>
            <ShareBar share={precision} lower={lower} upper={upper} floor={floor} />
            <span className="lm-soft">
              {say('between', {
                checked: rule.checked,
                lower: percent(lower),
                upper: percent(upper),
                floor: percent(floor),
              })}
            </span>
          </>
        ) : (
          <span className="lm-soft">{say('none')}</span>
        )}
      </div>
      {rule.verdict !== 'keep' && rule.flagged > 0 && (
        <p className="lm-soft">{say(TEXTS[rule.verdict], { least })}</p>
      )}
      <div className="lm-row lm-gap-counts">
        <span>
          {say('flagged')} {rule.flagged}
        </span>
        <span>
          {say('visited')} {rule.visited}
        </span>
        <Link to="/signals" search={{ rule: rule.rule, view: 'ended' }}>
          {say('takenIn')} {rule.takenIn} · {say('known')} {rule.known} · {say('nothing')} {rule.nothing} ·{' '}
          {say('lapsed')} {rule.lapsed}
        </Link>
        <Link to="/signals" search={{ rule: rule.rule }}>
          {say('open')} {rule.open}
        </Link>
        {rule.minutes > 0 && <span>{say('minutes', { hours: hours(rule.minutes) })}</span>}
        {rule.takenIn > 0 && <span>{say('each', { minutes: Math.round(rule.minutes / rule.takenIn) })}</span>}
      </div>
      {rule.nothingBy.length > 0 && (
        <p className="lm-soft">
          {rule.nothingBy
            .map(({ reason, count }) => say('reason', { reason: text(NOTHING_REASONS[reason]), count }))
            .join(' · ')}
        </p>
      )}
      {rule.thresholds.some(({ value, filed }) => value !== filed) && (
        <p>
          {rule.thresholds
            .filter(({ value, filed }) => value !== filed)
            .map(({ label, value, filed }) => say('filedValue', { label: text(label), value, filed }))
            .join('；')}
        </p>
      )}
      <RuleChanges rule={rule} />
      <p className="lm-soft">
        {say('cite', { document: rule.cite.document, clause: rule.cite.clause, chosen: rule.chosen })}
      </p>
    </li>
  )
}

import { PrinterOutlined } from '@ant-design/icons'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { HumanDay, Moment, TierBadge, UnknownValue } from '../../../frame/index.ts'
import { ContactDot } from '../contact-dot.tsx'
import { daysSince } from './days-since.ts'
import { HouseholdActions } from './household-actions.tsx'
import { Reveal } from './reveal.tsx'
import type { HouseholdView } from './shapes.ts'
import { words } from './words.ts'

/** Who, where, tier, advisor, next date, masked contact. */
export function HouseholdHead({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const head = household.members.find((member) => member.relation === 'head' && member.toDate === null)
  return (
    <header className="lm-household-head">
      <div className="lm-household-title">
        <div>
          <h1>
            {say('home', { name: household.headName })} <TierBadge tier={household.tier} />
            {household.may.includes('assessment.read') && (
              <Link
                to="/households/$householdId/assessment"
                params={{ householdId: household.id }}
                className="lm-household-assessment"
              >
                {say('assessment')}
              </Link>
            )}
          </h1>
          <p className="lm-soft">
            {household.orgNames.slice(1).join(' › ')} · {household.no}
          </p>
        </div>
        <div className="lm-row lm-page-actions">
          <HouseholdActions household={household} />
          <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
            {say('print')}
          </Button>
        </div>
      </div>
      {household.status !== 'active' && (
        <p className="lm-form-problem" role="status">
          {say('notActive')}
        </p>
      )}
      <dl className="lm-household-facts">
        <div>
          <dt>{say('address')}</dt>
          <dd>{household.address ?? <UnknownValue />}</dd>
        </div>
        <div>
          <dt>{say('advisor')}</dt>
          <dd>
            {household.advisor ? (
              <>
                {household.advisor.name}
                <span className="lm-soft">
                  {' '}
                  {household.advisor.orgName}
                  {household.pairedSince !== null &&
                    ` · ${say('pairedSince', { day: household.pairedSince })}`}
                </span>
              </>
            ) : (
              <span className="lm-unknown">{say('noAdvisor')}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say('nextContact')}</dt>
          <dd>
            {household.nextContactOn !== null ? (
              <HumanDay day={household.nextContactOn} due />
            ) : (
              <span className="lm-unknown">{say('noNext')}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{say('lastContact')}</dt>
          <dd>
            <ContactDot days={daysSince(household.lastContactAt)} />{' '}
            {household.lastContactAt === null ? (
              <span className="lm-unknown">{say('never')}</span>
            ) : (
              <Moment at={household.lastContactAt} />
            )}
          </dd>
        </div>
        {head && (
          <div>
            <dt>{say('contact')}</dt>
            <dd>
              <Reveal member={head} allowed={household.may.includes('identity.reveal')} />
            </dd>
          </div>
        )}
      </dl>
    </header>
  )
}

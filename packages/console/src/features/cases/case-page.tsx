import { ROLE_NAMES, type Role } from '@lastmile/domain'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { HumanDay, Loaded, Moment, PageHeader, SkeletonCards } from '../../frame/index.ts'
import { ClosureCards, ContactCards, NeedCards, OpinionCards, OrderCards, PlanCards } from './cards.tsx'
import type { CaseView, Step } from './shapes.ts'
import { useStateName } from './state-name.ts'
import { StepDialog } from './steps.tsx'
import { words } from './words.ts'

const route = getRouteApi('/staff/cases/$caseId')

/** One case: needs, plan, contacts, orders, opinions, closures, and what the reader may do next. */
export function CasePage(): ReactNode {
  const { caseId } = route.useParams()
  const api = useApi()
  const file = useQuery(api.casework.get.queryOptions({ input: { id: caseId } }))
  return (
    <Loaded query={file} skeleton={<SkeletonCards cards={4} />}>
      {(data) => <CaseBoard file={data} />}
    </Loaded>
  )
}

function CaseBoard({ file }: { readonly file: CaseView }): ReactNode {
  const say = useWords(words)
  const text = useText()
  const stateName = useStateName()
  const may = useMay()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step | null>(null)
  const running = file.state !== 'closed'
  const buttons: readonly { readonly shown: boolean; readonly step: Step; readonly label: string }[] = [
    {
      shown: file.actions.includes('assign'),
      step: { name: 'assign' },
      label: file.advisor ? say('change_advisor') : say('assign'),
    },
    { shown: running && may('contact.record'), step: { name: 'contact' }, label: say('recordContact') },
    { shown: running && may('plan.edit'), step: { name: 'add_item' }, label: say('addItem') },
    { shown: running && may('order.give'), step: { name: 'order' }, label: say('giveOrder') },
    { shown: running && may('opinion.write'), step: { name: 'opinion' }, label: say('writeOpinion') },
    {
      shown: file.actions.includes('propose_closure'),
      step: { name: 'propose_closure' },
      label: say('propose_closure'),
    },
  ]
  return (
    <>
      <PageHeader
        title={say('caseOf', { name: file.headName })}
        line={
          <>
            {file.no} · {stateName(file.state)} · {file.orgName} ·{' '}
            {file.advisor ? `${say('advisor')} ${file.advisor.name}` : say('noAdvisor')}
            {file.nextContactOn && (
              <>
                {' '}
                · {say('next')} <HumanDay day={file.nextContactOn} due={running} />
              </>
            )}
          </>
        }
        actions={
          may('household.read') ? (
            <Link to="/households/$householdId" params={{ householdId: file.householdId }}>
              {say('toHousehold')}
            </Link>
          ) : undefined
        }
      />
      <div className="lm-page-steps">
        {buttons
          .filter((button) => button.shown)
          .map((button, index) => (
            <Button
              key={button.step.name}
              type={index === 0 ? 'primary' : 'default'}
              onClick={() => setStep(button.step)}
            >
              {button.label}
            </Button>
          ))}
      </div>
      <div className="lm-columns">
        <div>
          <NeedCards file={file} />
          <PlanCards file={file} onStep={setStep} />
          <ContactCards file={file} />
        </div>
        <div>
          <section>
            <h2>{say('team')}</h2>
            <ul>
              {file.team.map((member) => (
                <li key={`${member.id}-${member.part}`}>
                  {member.name}{' '}
                  <span className="lm-soft">
                    {text(ROLE_NAMES[member.role as Role] ?? { zh: member.role, en: member.role })}
                  </span>
                </li>
              ))}
            </ul>
            {file.team.length === 0 && <p>{say(running ? 'teamNone' : 'teamClosed')}</p>}
            <p className="lm-soft">
              {say('openedAt')} <Moment at={file.openedAt} />
            </p>
          </section>
          <OrderCards file={file} />
          <OpinionCards file={file} />
          <ClosureCards file={file} onStep={setStep} />
        </div>
      </div>
      {step && (
        <StepDialog
          step={presentStep(step, file)}
          file={file}
          onClose={() => setStep(null)}
          onDone={() => queries.invalidateQueries()}
        />
      )}
    </>
  )
}

/** The step with its plan item or closure as they are by now: somebody may have changed them while the dialog was open. */
function presentStep(step: Step, file: CaseView): Step {
  const item = file.plan.find((one) => one.id === step.item?.id)
  const closure = file.closures.find((one) => one.id === step.closureId)
  return { ...step, ...(item && { item }), ...(closure && { closureVersion: closure.version }) }
}

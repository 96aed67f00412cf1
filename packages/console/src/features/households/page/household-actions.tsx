import { DownOutlined } from '@ant-design/icons'
import { useWords } from '@lastmile/web-kit'
import { Button, Dropdown } from 'antd'
import { type ReactNode, useState } from 'react'
import { useMay } from '../../../app/session.ts'
import { LinkButton } from '../../../frame/index.ts'
import { AddMember, EndMember } from './member-dialogs.tsx'
import { PairAdvisor, TransferHousehold } from './place-dialogs.tsx'
import type { HouseholdView } from './shapes.ts'
import { words } from './words.ts'

type Dialog = 'add' | 'end' | 'pair' | 'transfer'

/** What may be done with the household itself; the case has its own page. */
export function HouseholdActions({ household }: { readonly household: HouseholdView }): ReactNode {
  const say = useWords(words)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const may = (what: string) => household.may.includes(what)
  const readsVisits = useMay()('fact.readSensitive')
  const items = [
    ...(may('case.assign')
      ? [{ key: 'pair', label: household.advisor ? say('changePair') : say('pair') }]
      : []),
    ...(may('household.edit')
      ? [
          { key: 'add', label: say('addMember') },
          { key: 'end', label: say('endMember') },
        ]
      : []),
    ...(may('household.transfer') ? [{ key: 'transfer', label: say('transfer') }] : []),
  ]
  const close = () => setDialog(null)
  return (
    <>
      {household.caseId !== null && may('case.read') && (
        <LinkButton to="/cases/$caseId" params={{ caseId: household.caseId }}>
          {say('openCase')}
        </LinkButton>
      )}
      {readsVisits && (
        <LinkButton to="/visits" search={{ household: household.id }}>
          {say('visits')}
        </LinkButton>
      )}
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => setDialog(key as Dialog) }}>
          <Button>
            {say('actions')} <DownOutlined aria-hidden="true" />
          </Button>
        </Dropdown>
      )}
      {dialog === 'add' && <AddMember household={household} onClose={close} />}
      {dialog === 'end' && <EndMember household={household} onClose={close} />}
      {dialog === 'pair' && <PairAdvisor household={household} onClose={close} />}
      {dialog === 'transfer' && <TransferHousehold household={household} onClose={close} />}
    </>
  )
}

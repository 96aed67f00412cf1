import { useWords } from '@lastmile/web-kit'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../../app/api.ts'
import { FormProblem } from '../../../frame/index.ts'
import type { MemberView } from './shapes.ts'
import { words } from './words.ts'

/** A member's number and phone, masked; in full for a stated purpose, which goes into the ledger. */
export function Reveal({
  member,
  allowed,
}: {
  readonly member: MemberView
  readonly allowed: boolean
}): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const [asking, setAsking] = useState(false)
  const reveal = useMutation(api.households.reveal.mutationOptions({ onSuccess: () => setAsking(false) }))
  const full = reveal.data
  return (
    <span className="lm-reveal">
      <span>
        {full ? (full.idNumber ?? say('noNumber')) : (member.idNumberMasked ?? say('noNumber'))}
        {' · '}
        {full?.phone ? (
          <a href={`tel:${full.phone}`}>{full.phone}</a>
        ) : (
          (member.phoneMasked ?? say('noPhone'))
        )}
      </span>
      {allowed &&
        (full ? (
          <button type="button" className="lm-link" onClick={() => reveal.reset()}>
            {say('hideAgain')}
          </button>
        ) : (
          <button type="button" className="lm-link" onClick={() => setAsking(true)}>
            {say('reveal')}
          </button>
        ))}
      {asking && (
        <PurposeDialog
          name={member.name}
          busy={reveal.isPending}
          error={reveal.error}
          onClose={() => setAsking(false)}
          onShow={(purpose) => reveal.mutate({ id: member.personId, purpose })}
        />
      )}
    </span>
  )
}

function PurposeDialog(props: {
  readonly name: string
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onShow: (purpose: string) => void
}): ReactNode {
  const say = useWords(words)
  const purposes = [say('purposeVisit'), say('purposeApply'), say('purposeCheck')]
  const [chosen, setChosen] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const purpose = chosen === '' ? own.trim() : chosen
  return (
    <Modal
      open
      title={say('revealTitle', { name: props.name })}
      onCancel={props.onClose}
      footer={
        <Button
          type="primary"
          loading={props.busy}
          disabled={purpose === null || purpose.length < 2}
          onClick={() => purpose !== null && props.onShow(purpose)}
        >
          {say('show')}
        </Button>
      }
    >
      <p>{say('revealText')}</p>
      <FormProblem error={props.error} />
      <Form layout="vertical">
        <Form.Item label={say('purpose')}>
          <Radio.Group
            className="lm-fact-choices"
            value={chosen}
            onChange={(event) => setChosen(String(event.target.value))}
            options={[
              ...purposes.map((one) => ({ value: one, label: one })),
              { value: '', label: say('purposeOther') },
            ]}
          />
        </Form.Item>
        {chosen === '' && (
          <Form.Item label={say('purposeWhich')} htmlFor="purpose">
            <Input
              id="purpose"
              maxLength={100}
              value={own}
              onChange={(event) => setOwn(event.target.value)}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

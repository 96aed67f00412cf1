import { legalDateAt, newId, parseResidentId } from '@lastmile/domain'
import { useWords } from '@lastmile/web-kit'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useField, usePhone } from '../field-context.tsx'
import { rightedNow } from '../store/phone.ts'
import { words } from '../words.ts'

/** Writes down a family met at the door, without signal; whether it is known already is asked when it is sent. */
export function FieldNewFamily(): ReactNode {
  const say = useWords(words)
  const { store } = usePhone()
  const { opening, changed, syncNow } = useField()
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => String(form.get(name) ?? '').trim()
    const [name, idNumber, reason] = [field('name'), field('number'), field('reason')]
    if (name === '' || (idNumber === '') === (reason === '')) return setWrong(say('newNeed'))
    if (idNumber !== '' && !parseResidentId(idNumber, legalDateAt(new Date())).ok)
      return setWrong(say('newNumberWrong'))
    const now = (await rightedNow()).toISOString()
    const phone = field('phone')
    const [address, note] = [field('address'), field('note')]
    await store.enqueue(
      [
        {
          id: newId(),
          body: {
            kind: 'newcomer',
            orgPath: opening?.ownerOrgPath ?? '',
            head: {
              name,
              ...(idNumber === '' ? { docMissingReason: reason } : { idNumber }),
              ...(phone === '' ? {} : { phone }),
            },
            seenAt: now,
            ...(address === '' ? {} : { address }),
            ...(note === '' ? {} : { note }),
          },
        },
      ],
      now,
    )
    await changed()
    await navigate({ to: '/field/work' })
    if (navigator.onLine) void syncNow()
  }
  return (
    <form className="lf-card lf-form" onSubmit={(event) => void send(event)}>
      <h1>{say('newTitle')}</h1>
      <p className="lf-soft">{say('newText')}</p>
      <label>
        {say('newName')}
        <input name="name" maxLength={50} autoComplete="off" />
      </label>
      <label>
        {say('newNumber')}
        <input name="number" maxLength={18} autoComplete="off" inputMode="text" />
      </label>
      <label>
        {say('newNoNumber')}
        <input name="reason" maxLength={100} autoComplete="off" />
      </label>
      <label>
        {say('newPhone')}
        <input name="phone" maxLength={20} inputMode="tel" autoComplete="off" />
      </label>
      <label>
        {say('newAddress')}
        <input name="address" maxLength={200} autoComplete="off" />
      </label>
      <label>
        {say('newNote')}
        <textarea name="note" rows={3} maxLength={1000} />
      </label>
      {wrong && (
        <p className="lf-note" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className="lf-main-button">
        {say('newGo')}
      </button>
    </form>
  )
}

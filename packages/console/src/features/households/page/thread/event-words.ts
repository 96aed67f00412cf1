import type { ApiClient } from '@lastmile/web-kit'
import type { CaseView } from '../shapes.ts'

export type ThreadEvent = Awaited<ReturnType<ApiClient['households']['thread']>>['items'][number]

/** Two instants are of one event when they are less than two seconds apart. */
function isSame(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) < 2000
}

/**
 * What was written on an occasion, which the ledger itself does not hold: the summary of a contact, the text of an
 * opinion. Found in the case by the moment; null when there is none or the reader may not see the case.
 */
export function wordsOf(event: ThreadEvent, file: CaseView | null): string | null {
  if (!file) return null
  if (event.action === 'contact.record') {
    const at = typeof event.data.at === 'string' ? event.data.at : event.at
    return file.contacts.find((contact) => isSame(contact.at, at))?.summary ?? null
  }
  if (event.action === 'opinion.write')
    return file.opinions.find((opinion) => isSame(opinion.at, event.at))?.body ?? null
  return null
}

import { say } from '../explain/words.ts'
import type { Member } from './household.ts'
import type { Bilingual } from './result.ts'

/** How a member is called in sentences: by name where there is one, else by relation and id. */
export function calledBy(member: Member | null): Bilingual {
  const name =
    member?.called ?? (member?.relation ? `${member.relation}（${member.id}）` : (member?.id ?? ''))
  return say(name, name)
}

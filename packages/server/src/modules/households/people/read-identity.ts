import {
  type LegalDate,
  maskPhone,
  maskResidentId,
  parsePhone,
  parseResidentId,
  type ResidentIdProblem,
} from '@lastmile/domain'
import { AppError } from '../../../platform/errors/index.ts'

/** A person as somebody states it. */
export interface StatedPerson {
  readonly name: string
  readonly idNumber?: string | null | undefined
  readonly docMissingReason?: string | null | undefined
  readonly sex?: 'male' | 'female' | null | undefined
  readonly birthDate?: string | null | undefined
  readonly phone?: string | null | undefined
}

/** The same person, checked and in canonical form. */
export interface CheckedPerson {
  readonly name: string
  /** 18 characters, upper case. */
  readonly idNumber: string | null
  readonly idNumberMasked: string | null
  readonly docMissingReason: string | null
  readonly sex: 'male' | 'female' | null
  readonly birthDate: LegalDate | null
  /** E.164. */
  readonly phone: string | null
  readonly phoneMasked: string | null
}

const PROBLEMS: Record<ResidentIdProblem, string> = {
  'spreadsheet-number': '被表格软件变成了科学计数 / turned into a number by a spreadsheet',
  'old-form': '是 15 位的旧号 / the old form of 15 digits',
  length: '应当是 18 位 / it needs 18 characters',
  characters: '含有不该有的字符 / wrong characters',
  province: '前两位不是省份代码 / the first two digits are no province',
  'birth-date': '出生日期不存在 / no such birth date',
  'future-birth-date': '出生日期在今天之后 / born after today',
  'check-character': '末位校验不对，可能有一位写错 / the check character is wrong',
}

/** An identity number in canonical form with what it says. Refuses a wrong one by what is wrong. */
export function readIdNumber(text: string, today: LegalDate) {
  const result = parseResidentId(text, today)
  if (!result.ok) throw new AppError('id_number_invalid', { problem: PROBLEMS[result.problem] })
  return result.id
}

/** A phone in E.164; empty is none. */
export function readPhone(text: string | null | undefined): string | null {
  if (!text?.trim()) return null
  const phone = parsePhone(text)
  if (!phone) throw new AppError('phone_invalid')
  return phone
}

/**
 * Checks who is meant: the number against GB 11643, birth date and sex against the number, which gives them when
 * they are not stated.
 */
export function readIdentity(stated: StatedPerson, today: LegalDate): CheckedPerson {
  const id = stated.idNumber?.trim() ? readIdNumber(stated.idNumber, today) : null
  if (id && stated.birthDate && stated.birthDate !== id.birthDate)
    throw new AppError('id_number_contradicts', { field: '出生日期 / birth date' })
  if (id && stated.sex && stated.sex !== id.sex)
    throw new AppError('id_number_contradicts', { field: '性别 / sex' })
  const birthDate = id?.birthDate ?? stated.birthDate ?? null
  if (birthDate && birthDate > today)
    throw new AppError('day_impossible', { day: birthDate, reason: '还没有出生 / not born yet' })
  const phone = readPhone(stated.phone)
  return {
    name: stated.name.normalize('NFKC').trim(),
    idNumber: id?.number ?? null,
    idNumberMasked: id ? maskResidentId(id.number) : null,
    docMissingReason: id ? null : stated.docMissingReason?.trim() || null,
    sex: id?.sex ?? stated.sex ?? null,
    birthDate,
    phone,
    phoneMasked: phone ? maskPhone(phone) : null,
  }
}

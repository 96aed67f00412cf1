/** A telephone number in E.164, or null when the text is none (mobile of the mainland, or a landline with area code 021 by default). */
export function parsePhone(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s()-]/g, '')
  const mobile = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(plain)
  if (mobile) return `+86${mobile[1]}`
  const local = /^(?:\+86|0086)?(?:0?21)?([2-9]\d{7})$/.exec(plain)
  if (local) return `+8621${local[1]}`
  const far = /^(?:\+86|0086)?0?(\d{2,3})([2-9]\d{6,7})$/.exec(plain)
  if (far && plain.startsWith('0') && !plain.startsWith('00')) return `+86${far[1]}${far[2]}`
  return null
}

/** `+8619900001234` → `199****1234`; landlines keep the last four digits. */
export function maskPhone(e164: string): string {
  const local = e164.startsWith('+86') ? e164.slice(3) : e164
  return `${local.slice(0, 3)}****${local.slice(-4)}`
}

import { hash, verify } from '@node-rs/argon2'

/** Cost of a password hash: argon2id, memory in KiB (RFC 9106; OWASP asks for at least 19 MiB and two passes). */
export interface PasswordCost {
  readonly memoryCost: number
  readonly timeCost: number
  readonly parallelism: number
}

export const PASSWORD_COST: PasswordCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

/** Hashes at the same time: each takes 64 MiB, and a rush of sign-ins must not take the server's memory. */
const AT_ONCE = 2
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** Hashes a password (as given, after NFKC) to its PHC text, with a random salt of 16 bytes unless one is given. */
export function hashPassword(
  password: string,
  cost: PasswordCost = PASSWORD_COST,
  salt?: Buffer,
): Promise<string> {
  const options = { ...cost, outputLen: 32, ...(salt ? { salt } : {}) }
  return inTurn(() => hash(password.normalize('NFKC'), options))
}

let nobody: Promise<string> | null = null

/**
 * Whether a password belongs to a hash. For an unknown account pass null: the answer is false and takes as long,
 * so that time does not tell which accounts exist.
 */
export async function verifyPassword(phc: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody')
  const against = phc ?? (await nobody)
  const same = await inTurn(() => verify(against, password.normalize('NFKC')))
  return phc !== null && same
}

/** Whether a stored hash is weaker than today's cost: hash the password anew at the next sign-in. */
export function needsRehash(phc: string, cost: PasswordCost = PASSWORD_COST): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(phc)
  if (!found) return true
  return Number(found[1]) < cost.memoryCost || Number(found[2]) < cost.timeCost
}

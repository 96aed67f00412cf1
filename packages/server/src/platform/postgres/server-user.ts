import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Under whom the PostgreSQL server runs. `switched` when it is not the user of this process (which is root). */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
  readonly switched: boolean
}

/** Unprivileged accounts that every Unix has, in order of preference. */
const UNPRIVILEGED = ['nobody', 'daemon']

function passwdEntries(): Map<string, { uid: number; gid: number }> {
  const entries = new Map<string, { uid: number; gid: number }>()
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && uid && gid) entries.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return entries
}

/** The user for the server: this one, or for root (whom PostgreSQL refuses) an unprivileged one. */
export function serverUser(): ServerUser {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid !== 0) return { uid, gid, switched: false }
  const entries = passwdEntries()
  for (const name of UNPRIVILEGED) {
    const entry = entries.get(name)
    if (entry && entry.uid !== 0) return { ...entry, switched: true }
  }
  throw new Error('no unprivileged user (nobody, daemon) in /etc/passwd to run PostgreSQL under')
}

/**
 * Whether a user can enter `folder`: every folder on the way must let it through. Reads permission bits only
 * (access lists are not looked at), so the binaries are tried afterwards all the same.
 */
export function canEnter(folder: string, user: ServerUser): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false })
    if (stat) {
      const bit = stat.uid === user.uid ? 0o100 : stat.gid === user.gid ? 0o010 : 0o001
      if ((stat.mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}

import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks a second in /proc on Linux. */
const TICKS = 100

interface Times {
  readonly parent: number
  readonly own: number
  readonly ofGone: number
}

function timesOf(pid: number): Times | null {
  try {
    // The name of a program may hold blanks; what follows its bracket does not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const [parent = 0, own = 0, ownSystem = 0, gone = 0, goneSystem = 0] = [1, 11, 12, 13, 14].map((at) =>
      Number(fields[at]),
    )
    return { parent, own: own + ownSystem, ofGone: gone + goneSystem }
  } catch {
    return null
  }
}

/** The process of a database server, found from the process id of one of its sessions; null where the system does not tell (only Linux does). */
export function serverOf(backendPid: number): number | null {
  return timesOf(backendPid)?.parent ?? null
}

/** Processor time of a database server, all its processes, in ms; NaN without one. */
export function serverTime(server: number | null): number {
  const main = server === null ? null : timesOf(server)
  if (!main) return Number.NaN
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = processes.flatMap((name) => {
    const times = timesOf(Number(name))
    return times?.parent === server ? [times.own] : []
  })
  return ((main.own + main.ofGone + children.reduce((sum, one) => sum + one, 0)) * 1000) / TICKS
}

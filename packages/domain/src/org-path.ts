/**
 * Org paths: unit codes joined by '/', with a trailing slash, e.g. `310118/310118001/310118001003/`.
 * A unit's scope is the half-open range of all paths that begin with its own, compared byte by byte
 * (`COLLATE "C"`), so that an ordinary index answers "within" for a tree of any size.
 */
export type OrgPath = string

export interface ScopeRange {
  readonly lo: string
  readonly hi: string
}

const AFTER_SLASH = '0'

/** The range `[lo, hi)` of every path at or below `path`. Throws when the path has no trailing slash. */
export function scopeRange(path: OrgPath): ScopeRange {
  if (!path.endsWith('/')) throw new Error(`org path must end with '/': ${path}`)
  return { lo: path, hi: path.slice(0, -1) + AFTER_SLASH }
}

/** Whether `path` lies at or below `scope`. */
export function isWithin(path: OrgPath, scope: OrgPath): boolean {
  return path.startsWith(scope)
}

/** The path of the unit above, or null for the root. */
export function parentPath(path: OrgPath): OrgPath | null {
  const cut = path.lastIndexOf('/', path.length - 2)
  return cut < 0 ? null : path.slice(0, cut + 1)
}

/** The path of a child unit. */
export function childPath(parent: OrgPath | null, code: string): OrgPath {
  return `${parent ?? ''}${code}/`
}

/** The path from the root down to `path`, both included. */
export function ancestry(path: OrgPath): OrgPath[] {
  const out: OrgPath[] = []
  for (let at: OrgPath | null = path; at !== null; at = parentPath(at)) out.unshift(at)
  return out
}

import type { Permission } from '@lastmile/domain'
import type { BilingualText } from '@lastmile/web-kit'
import type { railWords } from './words.ts'

export type RailGroup = keyof typeof railWords

/** One page that the rail and the command palette lead to. */
export interface PageEntry {
  readonly group: RailGroup
  readonly to: string
  readonly label: BilingualText
  /** Who sees it: any one of these permissions. */
  readonly permission: Permission | readonly Permission[]
  /** Other words it is found by in the palette. */
  readonly alias?: string
}

/**
 * Every page with a place in the rail, in the order shown within its group. A page that is reached from another page
 * only (one household, one case) does not stand here. Add a line together with the feature's routes in `router.ts`.
 */
export const PAGES: readonly PageEntry[] = [
  {
    group: 'today',
    to: '/today',
    label: { zh: '今天', en: 'Today' },
    permission: 'today.read',
    alias: 'jintian jt home',
  },
  {
    group: 'households',
    to: '/households',
    label: { zh: '家庭', en: 'Households' },
    permission: 'household.read',
    alias: 'jiating jt',
  },
]

/** Whether an account with these permissions sees a page. */
export function sees(permissions: readonly string[], page: PageEntry): boolean {
  const any = typeof page.permission === 'string' ? [page.permission] : page.permission
  return any.some((permission) => permissions.includes(permission))
}

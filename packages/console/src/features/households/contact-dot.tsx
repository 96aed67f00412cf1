import type { ReactNode } from 'react'

/** The last contact as a dot that fades with the days (full until a month, empty after half a year or when there was none). */
export function ContactDot({ days }: { readonly days: number | null }): ReactNode {
  const step = days === null || days > 180 ? 4 : days > 90 ? 3 : days > 60 ? 2 : days > 30 ? 1 : 0
  return <i className="lm-dot" data-step={step} aria-hidden="true" />
}

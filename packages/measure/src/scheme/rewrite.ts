import { parseDocument } from 'yaml'

/** What an official changes of a scheme without touching its conditions. */
export type SchemeChange = {
  readonly version: string
  /** Parts by dimension. */
  readonly dimensions: Readonly<Record<string, number>>
  /** `at_least` by tier. */
  readonly tiers: Readonly<Record<string, string>>
  readonly povertyLine?: string | undefined
}

/** The text of a scheme with other weights and lines; comments and all the rest stay. Names that the text does not have are returned. */
export function rewriteScheme(
  text: string,
  change: SchemeChange,
): { readonly text: string; readonly unknown: readonly string[] } {
  const document = parseDocument(text)
  const plain = document.toJS() as {
    dimensions?: { id: string }[]
    tiers?: { tier: number }[]
  }
  const unknown: string[] = []
  const place = (list: readonly string[], name: string): number => {
    const at = list.indexOf(name)
    if (at < 0) unknown.push(name)
    return at
  }
  const ids = (plain.dimensions ?? []).map(({ id }) => id)
  for (const [id, parts] of Object.entries(change.dimensions)) {
    const at = place(ids, id)
    if (at >= 0) document.setIn(['dimensions', at, 'parts'], parts)
  }
  const tiers = (plain.tiers ?? []).map(({ tier }) => String(tier))
  for (const [tier, line] of Object.entries(change.tiers)) {
    const at = place(tiers, tier)
    if (at >= 0) document.setIn(['tiers', at, 'at_least'], asScalar(line))
  }
  if (change.povertyLine !== undefined) document.setIn(['poverty_line'], asScalar(change.povertyLine))
  document.setIn(['version'], change.version)
  return { text: document.toString({ lineWidth: 0 }), unknown }
}

function asScalar(line: string): string | number {
  return /^\d+(\.\d+)?$/.test(line) ? Number(line) : line
}

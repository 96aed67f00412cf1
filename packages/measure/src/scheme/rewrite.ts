import { parseDocument } from 'yaml'

/** What an official changes of an indicator: its condition, the words for it, whether it counts. */
export type IndicatorChange = {
  readonly when?: string | undefined
  readonly cutoff?: { readonly zh: string; readonly en: string } | undefined
  readonly off?: boolean | undefined
}

/** What an official changes of a scheme. */
export type SchemeChange = {
  readonly version: string
  /** Parts by dimension. */
  readonly dimensions: Readonly<Record<string, number>>
  /** `at_least` by tier. */
  readonly tiers: Readonly<Record<string, string>>
  readonly povertyLine?: string | undefined
  /** By indicator. */
  readonly indicators?: Readonly<Record<string, IndicatorChange>> | undefined
}

/** The text of a scheme with other weights, lines and cut-offs; comments and all the rest stay. Names that the text does not have are returned. */
export function rewriteScheme(
  text: string,
  change: SchemeChange,
): { readonly text: string; readonly unknown: readonly string[] } {
  const document = parseDocument(text)
  const plain = document.toJS() as {
    dimensions?: { id: string; indicators?: { id: string }[] }[]
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
  const places = (plain.dimensions ?? []).flatMap(({ indicators = [] }, at) =>
    indicators.map(({ id }, own) => ({ id, path: ['dimensions', at, 'indicators', own] })),
  )
  for (const [id, { when, cutoff, off }] of Object.entries(change.indicators ?? {})) {
    const found =
      places[
        place(
          places.map((one) => one.id),
          id,
        )
      ]
    if (!found) continue
    if (when !== undefined) document.setIn([...found.path, 'when'], when)
    if (cutoff !== undefined) {
      document.setIn([...found.path, 'cutoff', 'zh'], cutoff.zh)
      document.setIn([...found.path, 'cutoff', 'en'], cutoff.en)
    }
    if (off === true) document.setIn([...found.path, 'off'], true)
    if (off === false) document.deleteIn([...found.path, 'off'])
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

/** How proposals and decisions agree. */
export type Agreement = {
  readonly decided: number
  /** Share decided as proposed. */
  readonly same: number
  /** Cohen's κ (1960): agreement beyond chance; null when everything is of one tier. */
  readonly kappa: number | null
  /** Shares decided graver, and milder, than proposed: a street with many of the first is stricter with itself. */
  readonly graver: number
  readonly milder: number
}

/** Agreement of proposed and decided tiers; `count` says how many households have the pair. Tier 1 is the gravest. */
export function agreementOf(
  pairs: readonly { readonly proposed: number; readonly decided: number; readonly count: number }[],
): Agreement | null {
  const total = pairs.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  const share = (of: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.reduce((sum, pair) => sum + (of(pair) ? pair.count : 0), 0) / total
  const same = share(({ proposed, decided }) => proposed === decided)
  const tiers = new Set(pairs.flatMap(({ proposed, decided }) => [proposed, decided]))
  const chance = [...tiers].reduce(
    (sum, tier) => sum + share((pair) => pair.proposed === tier) * share((pair) => pair.decided === tier),
    0,
  )
  return {
    decided: total,
    same,
    kappa: chance > 1 - 1e-9 ? null : (same - chance) / (1 - chance),
    graver: share(({ proposed, decided }) => decided < proposed),
    milder: share(({ proposed, decided }) => decided > proposed),
  }
}

/** How alike two orders of the same things are: Kendall's τ-b (null when one of them orders nothing), and the share of pairs that keep their order. */
export type RankAgreement = { readonly tau: number | null; readonly kept: number }

/** Compares two scores of the same things, place by place. A pair keeps its order when neither score turns it round. */
export function rankAgreement(a: readonly number[], b: readonly number[]): RankAgreement {
  let [agree, differ, tiedA, tiedB, pairs] = [0, 0, 0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    for (let j = i + 1; j < a.length; j++) {
      const x = Math.sign((a[i] ?? 0) - (a[j] ?? 0))
      const y = Math.sign((b[i] ?? 0) - (b[j] ?? 0))
      pairs++
      if (x === 0) tiedA++
      if (y === 0) tiedB++
      if (x * y > 0) agree++
      else if (x * y < 0) differ++
    }
  }
  const spread = Math.sqrt((pairs - tiedA) * (pairs - tiedB))
  return { tau: spread === 0 ? null : (agree - differ) / spread, kept: pairs === 0 ? 1 : 1 - differ / pairs }
}

/** Number of single-letter edits between two words (Levenshtein). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The name that a mistyped word most likely meant, or null when nothing is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.ceil(word.length / 2)) + 1
  for (const name of names) {
    const distance = name.startsWith(word) && word.length > 1 ? 1 : edits(word, name)
    if (distance < least) {
      least = distance
      best = name
    }
  }
  return best
}

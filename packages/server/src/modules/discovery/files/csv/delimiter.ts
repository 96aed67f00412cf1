const CANDIDATES = [',', '\t', ';', '|', '，'] as const

/** How often each candidate stands outside quotes in each line of a text. */
function counts(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [new Map()]
  let isQuoted = false
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === '\n' && !isQuoted) lines.push(new Map())
    else if (!isQuoted && CANDIDATES.some((candidate) => candidate === letter)) {
      const line = lines.at(-1)
      line?.set(letter, (line.get(letter) ?? 0) + 1)
    }
  }
  return lines
}

/**
 * The delimiter of a table: the candidate that splits most lines into the same number of fields. Commas inside sentences
 * and amounts come and go from line to line; those between fields do not.
 */
export function findDelimiter(text: string): string {
  const lines = counts(text).slice(0, 50)
  let best: string = ','
  let most = 0
  for (const candidate of CANDIDATES) {
    const byCount = new Map<number, number>()
    for (const line of lines) {
      const count = line.get(candidate) ?? 0
      if (count > 0) byCount.set(count, (byCount.get(count) ?? 0) + 1)
    }
    for (const [count, agreeing] of byCount) {
      const weight = agreeing * Math.min(count, 30)
      if (weight > most) {
        most = weight
        best = candidate
      }
    }
  }
  return best
}

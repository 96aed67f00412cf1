const KEYS = ['when', 'formula']

/**
 * Puts another formula in the place of one in a policy file: the `nth` line (from 0) that holds just it after `when:` or
 * `formula:`. Null when it stands otherwise there (quoted, folded): then only the text itself can be edited.
 */
export function replaceFormula(file: string, source: string, nth: number, next: string): string | null {
  const place = placeOfFormula(file, source, nth)
  if (place === null) return null
  const lines = file.split('\n')
  lines[place.line - 1] = `${lines[place.line - 1]?.slice(0, place.column - 1)}${next}`
  return lines.join('\n')
}

/** Where such a formula begins, line and column from 1; null when it stands otherwise. */
export function placeOfFormula(
  file: string,
  source: string,
  nth: number,
): { readonly line: number; readonly column: number } | null {
  let seen = -1
  for (const [index, line] of file.split('\n').entries()) {
    const match = /^(\s*(?:- )?(\w+): )(.*)$/.exec(line)
    if (!match?.[2] || !KEYS.includes(match[2]) || match[3]?.trim() !== source) continue
    seen++
    if (seen === nth) return { line: index + 1, column: (match[1]?.length ?? 0) + 1 }
  }
  return null
}

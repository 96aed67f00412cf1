const KEYS = ['when', 'formula']

/**
 * Puts another formula in the place of one in a policy file: the `nth` line (from 0) that holds just it after `when:` or
 * `formula:`. Null when it stands otherwise there (quoted, folded): then only the text itself can be edited.
 */
export function replaceFormula(file: string, source: string, nth: number, next: string): string | null {
  const lines = file.split('\n')
  let seen = -1
  for (const [index, line] of lines.entries()) {
    const match = /^(\s*(?:- )?)(\w+): (.*)$/.exec(line)
    if (!match?.[2] || !KEYS.includes(match[2]) || match[3]?.trim() !== source) continue
    seen++
    if (seen !== nth) continue
    lines[index] = `${match[1]}${match[2]}: ${next}`
    return lines.join('\n')
  }
  return null
}

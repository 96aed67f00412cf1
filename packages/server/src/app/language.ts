export type Language = 'zh' | 'en'

/** The language of an answer by Accept-Language (RFC 9110 §12.5.4): the better ranked of Chinese and English, else Chinese. */
export function languageOf(header: string | undefined): Language {
  const ranks = new Map<string, number>()
  for (const part of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = tag.trim().split('-')[0] ?? ''
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    const rank = q === undefined ? 1 : Number(q)
    if (!ranks.has(language)) ranks.set(language, rank)
  }
  return (ranks.get('en') ?? 0) > (ranks.get('zh') ?? 0) ? 'en' : 'zh'
}

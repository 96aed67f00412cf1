const WORDS: Readonly<Record<string, string>> = {
  outcome: '结果',
  amount: '金额',
  kind: '类别',
  name: '名称',
  eligible: '符合',
  ineligible: '不符合',
  unknown: '尚不能判断',
  undefined: '没有',
}
const word = (text: string) => WORDS[text] ?? text

/** What a case says that came out otherwise, in Chinese; what is not of the known forms stays as it is. */
export function caseInChinese(message: string): string {
  const named = /^(?:(.*): )?(.+?)$/s.exec(message)
  const [before, said] = [named?.[1], named?.[2] ?? message]
  const parts = said.split('; ').map((part) => {
    const differs = /^(.+) is (.+), expected (.+)$/.exec(part)
    if (differs) {
      const what = (differs[1] ?? '').replace(/^outcome of /, '结果：')
      return `${word(what)}是“${word(differs[2] ?? '')}”，应为“${word(differs[3] ?? '')}”`
    }
    const unasked = /^(.+) is not asked for/.exec(part)
    return unasked ? `没有追问 ${unasked[1]}` : part
  })
  return `${before === undefined ? '' : `${before}：`}${parts.join('；')}`
}

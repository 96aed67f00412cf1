import { describe, expect, it } from 'vitest'
import { foldToken, namePinyin, nameTokens } from './search-tokens.ts'

const tokensOf = (name: string) => nameTokens(name).map(({ kind, token }) => `${kind}:${token}`)

describe('what a name is found by', () => {
  it('whole name, endings, pinyin and initials', () => {
    expect(tokensOf('王小明')).toEqual(
      expect.arrayContaining([
        'name:王小明',
        'name:小明',
        'name:明',
        'pinyin:wangxiaoming',
        'pinyin:xiaoming',
        'initials:wxm',
      ]),
    )
  })
  it('reads surnames as surnames', () => {
    expect(namePinyin('单雄信')).toBe('shan xiong xin')
    expect(tokensOf('曾志伟')).toContain('pinyin:zengzhiwei')
  })
  it('long names keep a bounded number of tokens and lose their separators', () => {
    const tokens = nameTokens('阿卜杜热合曼·买买提')
    expect(tokens.length).toBeLessThanOrEqual(9)
    expect(tokens.map(({ token }) => token)).toContain('阿卜杜热合曼买买提')
    expect(foldToken('Ａ·b')).toBe('ab')
  })
  it('an empty name has none', () => {
    expect(nameTokens(' · ')).toEqual([])
  })
})

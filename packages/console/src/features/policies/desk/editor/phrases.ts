/** What CodeMirror says by itself, in Chinese. */
const ZH = {
  'Control character': '控制字符',
  Completions: '可以填的',
  Diagnostics: '检查出的问题',
  'No diagnostics': '没有问题',
  'Go to next diagnostic': '下一个问题',
  close: '关闭',
  'current match': '当前匹配',
} as const

export const phrasesOf = (lang: 'zh' | 'en'): Record<string, string> => (lang === 'zh' ? { ...ZH } : {})

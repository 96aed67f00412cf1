const SURNAMES = Array.from('沈陆陈王张朱徐钱顾李金吴周杨俞蔡夏唐盛潘赵许姚倪马黄')
const GIVEN = [
  '建华 丽萍 志强 秀英 国平 美芳 永明 雪琴 伟民 玉兰 海燕 卫东 春梅 小红 振国 惠芳 文杰 晓燕 俊杰 静怡',
  '佳敏 晨曦 思远 雨婷 浩然 梦洁 子轩 欣怡 宇航 诗雅 凯 琳 敏 磊 洁 斌 颖 峰 娟 涛 婷 超 莉 刚 燕 军 霞',
]
  .join(' ')
  .split(' ')

/** The name of the nth person of the demo; made up by counting, so that no real person is meant. */
export function demoName(index: number): string {
  const surname = SURNAMES[(index * 7) % SURNAMES.length] ?? '沈'
  // A step that shares no factor with the number of names walks through all of them before one comes again.
  const given = GIVEN[(index * 11 + Math.floor(index / GIVEN.length)) % GIVEN.length] ?? '明'
  return surname + given
}

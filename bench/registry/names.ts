import { foldToken, namePinyin, nameTokens } from '@lastmile/domain'

/** Surnames with their rough share per thousand (order of the 2020 census, shares rounded). */
const SURNAMES =
  '王 72,李 72,张 68,刘 54,陈 45,杨 31,黄 22,赵 21,吴 20,周 19,徐 15,孙 15,马 13,朱 13,胡 12,郭 12,何 11,林 11,高 10,罗 9,郑 9,梁 9,谢 8,宋 7,唐 7,许 6,邓 6,韩 6,冯 6,曹 5,彭 5,曾 5,肖 5,田 5,董 5,潘 5,袁 4,蔡 4,蒋 4,余 4,于 4,杜 4,叶 4,程 4,魏 4,苏 4,吕 4,丁 4,任 4,卢 4,姚 3,沈 3,钟 3,姜 3,崔 3,谭 3,陆 3,范 3,汪 3,廖 3,石 3,金 3,韦 3,贾 3,夏 3,顾 2,侯 2,邵 2,孟 2,钱 2,欧阳 1,诸葛 1,上官 1'
const GIVEN =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰玉梅华建国文红春燕志海云林波辉宁斌宇浩凯欣雨佳婷雪琳晨鑫博悦颖倩洁美珍荣福根宝龙凤仙妹生发贵才金银水木土山河江湖永长安康乐泰和顺祥瑞'

export interface PooledName {
  readonly name: string
  readonly pinyin: string
  readonly sort: string
  /** How often the name is drawn. */
  readonly weight: number
  readonly tokens: readonly { readonly kind: string; readonly token: string }[]
}

/** A pool of names as common and as rare as in life: a few thousand people share the commonest. */
export function namePool(): PooledName[] {
  const given = Array.from(GIVEN)
  const pool: PooledName[] = []
  for (const entry of SURNAMES.split(',')) {
    const [surname = '', share = '1'] = entry.split(' ')
    for (let rank = 0; rank < 700; rank += 1) {
      const first = given[(rank * 7 + surname.length) % given.length] ?? ''
      const second = rank % 5 === 0 ? '' : (given[(rank * 13 + Number(share)) % given.length] ?? '')
      const name = surname + first + second
      pool.push({
        name,
        pinyin: namePinyin(name),
        sort: foldToken(namePinyin(name)),
        weight: Number(share) / (rank + 3),
        tokens: nameTokens(name),
      })
    }
  }
  return pool
}

/** Characters and surnames that names are made of: common ones, a long tail, and names of other forms. All combined by chance. */
const pairs = (text: string): (readonly [string, number])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', weight = '1'] = entry.split(':')
      return [name, Number(weight)] as const
    })

/** Surnames common around Qingpu weigh more here than in the country (assumption). */
export const LOCAL_SURNAMES = pairs(`
 王:62 张:66 陆:58 徐:56 沈:55 朱:52 陈:50 李:40 吴:39 周:36 顾:35 金:26 杨:25 俞:22 钱:21 曹:20 蔡:19 姚:18 潘:17 胡:17 蒋:16 孙:16
 夏:15 许:14 倪:14 诸:12 马:12 戴:12 唐:11 黄:11 刘:11 赵:10 施:10 何:9 方:9 陶:9 庄:9 盛:9 丁:8 严:8 汪:8 冯:8 谢:7 高:7 郁:7 计:6 祝:6
 宋:6 薛:6 邵:6 程:5 毛:5 叶:5 秦:5 屠:4 费:4 范:4 江:4 谈:3 翁:3 候:1 龚:4 章:4 褚:2 卫:3 归:1 干:2 强:1 宓:1 邱:3 浦:2 柴:1 居:1
 欧阳:0.8 诸葛:0.4 司徒:0.3 尉迟:0.1 上官:0.2 亓:0.05 逄:0.05 仉:0.03 乜:0.02 昝:0.05 鞠:0.1 仇:0.2 查:0.2 解:0.2 单:0.4 朴:0.1 盖:0.05`)

export const OTHER_SURNAMES = pairs(`
 王:71 李:70 张:67 刘:53 陈:46 杨:31 黄:22 赵:21 吴:20 周:20 徐:17 孙:16 马:13 朱:13 胡:13 郭:12 何:12 林:11 高:10 罗:9 郑:9 梁:8
 谢:8 宋:8 唐:7 许:7 邓:7 冯:7 韩:7 曹:7 曾:6 彭:6 萧:3 蔡:6 潘:6 田:6 董:6 袁:6 于:6 余:6 叶:6 蒋:6 杜:5 苏:5 魏:5 程:5 吕:5 丁:5 沈:4
 任:4 姚:4 卢:4 傅:4 钟:4 姜:4 崔:4 谭:4 廖:4 范:4 汪:4 陆:3 金:3 石:3 戴:3 贾:3 韦:3 夏:3 邱:3 方:3 侯:3 邹:3 熊:3 孟:3 秦:3 白:3 江:3
 阎:3 薛:2 尹:2 段:2 雷:2 黎:2 史:2 龙:2 陶:2 贺:2 顾:2 毛:2 郝:2 龚:2 邵:2 万:2 欧阳:0.7 司马:0.3 诸葛:0.3 上官:0.3 夏侯:0.1 皇甫:0.1
 亓:0.05 逄:0.05 操:0.05 敬:0.05 单:0.4 解:0.4 区:0.1 盖:0.05 查:0.1 仇:0.1 折:0.02 佴:0.02`)

/** First and last characters of given names, by sex and by the time of birth. */
export interface GivenCharacters {
  readonly bornBefore: number
  readonly male: string
  readonly female: string
}

export const GIVEN: readonly GivenCharacters[] = [
  {
    bornBefore: 1958,
    male: '阿根福生全林德明金祥宝泉荣祖关土龙兴炳顺仁义永发松鹤忠信水火木国良伯仲才贵',
    female: '秀英桂珍兰凤娥金妹宝珠阿巧惠芬月仙玉琴彩云素贞美银杏根娣小引弟招雪梅香莲',
  },
  {
    bornBefore: 1975,
    male: '建国华卫东红军志强明伟民胜利林平新文革学海龙根兴忠永刚春生国庆跃进荣',
    female: '红芳丽萍玉梅秀英华娟敏慧琴燕霞雪珍美惠芬建卫菊云凤勤爱莲静文英杰',
  },
  {
    bornBefore: 1992,
    male: '伟强磊军勇杰涛斌超鹏辉明俊峰宇浩健飞刚平亮波凯晨嘉翔志文海东',
    female: '丽静敏艳燕娟霞芳婷洁莉雯琳倩玲娜晶莹慧佳颖琼蓉怡萍蕾晓雪文',
  },
  {
    bornBefore: 2100,
    male: '子轩浩宇俊杰梓睿泽博文皓嘉逸昊辰一鸣奕宸铭哲天佑瑞思源书恒沐阳',
    female: '欣怡梓涵诗雨可馨思语嘉琪雨桐依诺一诺佳瑶若溪艺晨梦琪语嫣心悦沐清',
  },
]

/** Whole names of other forms, by people: of several parts, without a surname, long. */
export const UNUSUAL: readonly { readonly male: readonly string[]; readonly female: readonly string[] }[] = [
  {
    male: [
      '阿卜杜热合曼·买买提',
      '买买提江·艾合买提',
      '吾买尔·托合提',
      '阿力木江·吐尔逊',
      '依力亚尔·阿不都克里木',
    ],
    female: [
      '古丽娜尔·艾合买提',
      '阿依古丽·阿卜杜热依木',
      '热依汗古丽·买买提',
      '阿依努尔·吐尔洪',
      '帕提古丽·玉素甫',
    ],
  },
  {
    male: ['扎西顿珠', '洛桑次仁', '丹增平措', '多吉旺堆', '贡布'],
    female: ['德吉央宗', '次仁卓玛', '索南旺姆', '白玛曲珍', '拉姆'],
  },
  {
    male: ['巴特尔', '阿古达木', '苏和巴图', '朝鲁', '那日苏'],
    female: ['乌云其木格', '萨仁高娃', '娜仁托娅', '其其格', '乌日娜'],
  },
  {
    male: ['吉克木呷', '阿苏拉达', '沙马石以', '吉狄曲布', '阿尔木果'],
    female: ['吉克阿依', '阿苏古果', '沙马伍呷', '吉狄依洛', '马法图麦'],
  },
]

/** Characters that sound alike and are mistaken for each other at a keyboard (same syllable without tone). */
export const HOMOPHONES: readonly string[] = [
  '芳方坊',
  '英瑛莹颖',
  '伟玮炜卫',
  '明铭鸣',
  '华桦',
  '红宏虹洪鸿',
  '丽莉俐利',
  '娟涓',
  '军钧君俊',
  '平萍苹',
  '霞遐',
  '林琳霖',
  '静婧靖敬',
  '志智治',
  '兰岚',
  '秀绣',
  '珍贞真祯',
  '芬纷',
  '梅玫',
  '玉钰育裕',
  '杰洁捷',
  '建健剑',
  '国果',
  '文雯闻',
  '佳嘉家',
  '琴勤芹',
  '燕艳彦',
  '海亥',
  '雪血',
  '惠慧蕙',
  '凤奉',
  '荣蓉容',
  '祥翔详',
  '根亘',
  '福富',
  '宝保葆',
  '良粮',
  '辉晖',
  '宇雨语',
  '晨辰宸',
  '浩皓昊',
  '子梓',
  '张章',
  '王汪',
  '徐许',
  '沈申',
  '陆鲁',
  '吴武',
  '俞余于',
  '朱诸',
  '蒋姜',
  '陈晨',
]

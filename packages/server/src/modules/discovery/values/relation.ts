import { RELATIONS, type Relation } from '@lastmile/domain'
import { Choice } from './choice.ts'

const WORDS: Readonly<Record<Relation, readonly string[]>> = {
  head: ['本人', '户主本人', '申请人', '主申请人'],
  spouse: ['妻', '夫', '妻子', '丈夫', '爱人', '夫妻', '老公', '老婆'],
  child: [
    ...['子', '女', '儿子', '女儿', '长子', '次子', '三子', '长女', '次女', '三女', '独生子', '独生女'],
    ...['养子', '养女', '继子', '继女', '子或女', '子/女', '儿', '孩子'],
  ],
  parent: [
    '父',
    '母',
    '父亲',
    '母亲',
    '父或母',
    '岳父',
    '岳母',
    '公公',
    '婆婆',
    '继父',
    '继母',
    '养父',
    '养母',
  ],
  grandchild: ['孙', '孙子', '孙女', '外孙', '外孙子', '外孙女', '孙辈'],
  grandparent: ['祖父', '祖母', '外祖父', '外祖母', '爷爷', '奶奶', '外公', '外婆'],
  sibling: ['兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹', '兄弟', '姐妹', '兄弟姐妹'],
  child_in_law: ['儿媳', '女婿', '媳妇', '儿媳妇'],
  other: ['其他亲属', '其他关系', '非亲属', '亲属', '侄子', '侄女', '外甥', '外甥女', '监护人'],
}

/** Relation to the head of the household, in the words of rosters. */
export const RELATION_CHOICE = new Choice(
  new Map(
    Object.entries(RELATIONS).map(([relation, { zh }]) => [
      relation,
      [zh, ...(WORDS[relation as Relation] ?? [])],
    ]),
  ),
)

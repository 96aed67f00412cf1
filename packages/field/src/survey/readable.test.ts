import { describe, expect, it } from 'vitest'
import { readableForm } from './readable.ts'

const FORM = {
  pages: [
    {
      title: { default: '见到人了吗', en: 'Met' },
      elements: [
        {
          type: 'radiogroup',
          name: 'reached',
          title: { default: '见到了吗？', en: 'Met?' },
          choices: [{ value: 'yes', text: { default: '见到了', en: 'Yes' } }],
        },
        { type: 'comment', name: 'note', title: '备注' },
        { type: 'text', name: 'why_not', title: '为什么没见到', visibleIf: "{reached} = 'no'" },
      ],
    },
    {
      visibleIf: "{reached} = 'yes'",
      elements: [
        { type: 'checkbox', name: 'seen', title: '看到什么', choices: ['漏水', '冷'] },
        { type: 'file', name: 'photos', title: '照片' },
        {
          type: 'paneldynamic',
          name: 'members',
          title: '每个人',
          templateElements: [
            { type: 'boolean', name: 'works', title: '有工作吗', labelTrue: { default: '有', en: 'Yes' } },
            { type: 'boolean', name: 'ill', title: '有病吗' },
          ],
        },
      ],
    },
  ],
}

describe('a filled form in words', () => {
  it('says choices by their text, marks what was left open, and leaves out what was not asked', () => {
    const parts = readableForm(FORM, {
      reached: 'yes',
      seen: ['漏水', '冷', '别的'],
      photos: [{ name: 'a.png' }, { name: 'b.png' }],
      members: [{ personId: 'x', name: '吴秀', works: true, ill: false }, { works: false }],
    })
    expect(
      parts.map(({ title, answers }) => [
        title?.zh ?? null,
        ...answers.map(({ answer }) => answer?.zh ?? null),
      ]),
    ).toEqual([
      ['见到人了吗', '见到了', null],
      [null, '漏水、冷、别的', '照片 2 张'],
      ['每个人 · 吴秀', '有', '否'],
      ['每个人 · 2', '否'],
    ])
  })

  it('that does not ask whether anybody was met says first why nobody was, and keeps what was written', () => {
    const form = {
      pages: [
        {
          elements: [
            { type: 'text', name: 'heat', title: '有取暖吗' },
            { type: 'text', name: 'food', title: '有热饭吗' },
          ],
        },
      ],
    }
    const said = (answers: Record<string, unknown>) =>
      readableForm(form, answers).map((part) =>
        part.answers.map(({ title, answer }) => [title.zh, answer?.zh ?? null]),
      )
    expect(said({ reached: 'moved' })).toEqual([[['见到人了吗', '搬走了']]])
    expect(said({ reached: 'nobody', food: '邻居说有' })).toEqual([
      [['见到人了吗', '没人在家']],
      [['有热饭吗', '邻居说有']],
    ])
    expect(said({ heat: '有' })).toEqual([
      [
        ['有取暖吗', '有'],
        ['有热饭吗', null],
      ],
    ])
  })

  it('of a door that did not open has no second page', () => {
    expect(readableForm(FORM, { reached: 'no', why_not: '搬走了' })).toEqual([
      {
        title: { zh: '见到人了吗', en: 'Met' },
        answers: [
          { name: 'reached', title: { zh: '见到了吗？', en: 'Met?' }, answer: { zh: 'no', en: 'no' } },
          { name: 'note', title: { zh: '备注', en: '备注' }, answer: null },
          {
            name: 'why_not',
            title: { zh: '为什么没见到', en: '为什么没见到' },
            answer: { zh: '搬走了', en: '搬走了' },
          },
        ],
      },
    ])
  })
})

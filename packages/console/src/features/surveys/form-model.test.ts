import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Model } from 'survey-core'
import { expect, it } from 'vitest'
import { readCondition, writeCondition } from './condition.ts'
import { movedToPage } from './edit-form.ts'
import { choicesOf, type Question, readForm } from './form-model.ts'
import { writeForm } from './write-form.ts'

const HOME_VISIT = JSON.parse(
  readFileSync(
    fileURLToPath(new URL('../../../../../districts/qingpu/forms/home-visit.json', import.meta.url)),
    'utf8',
  ),
).definition as Record<string, unknown>

it('keeps every part of a form that it reads and writes again', () => {
  const written = writeForm(HOME_VISIT, readForm(HOME_VISIT))
  expect(written).toMatchObject(HOME_VISIT)
  expect(readForm(written)).toEqual(readForm(HOME_VISIT))
})

const question = (own: Partial<Question>): Question => ({
  key: own.name ?? '',
  name: '',
  kind: 'one',
  title: '',
  titleEn: '',
  help: '',
  choices: [],
  min: null,
  max: null,
  pattern: '',
  patternText: '',
  required: false,
  onlyIf: null,
  raw: {},
  ...own,
})
const page = (parts: ReturnType<typeof readForm>[number]['parts']) => ({
  key: 'p',
  title: '过冬',
  titleEn: 'Winter',
  help: '慢慢问',
  raw: { name: 'p' },
  parts,
})

it('writes a page with its words, a question with its choices and the answer that it waits for', () => {
  const pages = [
    page([
      question({ name: 'cold', kind: 'yesno', title: '家里冷吗', required: true }),
      question({
        name: 'heater',
        title: '缺什么',
        titleEn: 'Missing',
        help: '可以看看衣柜',
        choices: choicesOf('取暖器\n\n棉被', []),
        onlyIf: { question: 'cold', how: 'is', value: 'true' },
      }),
    ]),
  ]
  expect(writeForm({}, pages)).toEqual({
    pages: [
      {
        name: 'p',
        title: { default: '过冬', en: 'Winter' },
        description: '慢慢问',
        elements: [
          { type: 'boolean', renderAs: 'radio', name: 'cold', title: '家里冷吗', isRequired: true },
          {
            type: 'radiogroup',
            name: 'heater',
            title: { default: '缺什么', en: 'Missing' },
            description: '可以看看衣柜',
            choices: [
              { value: 'c1', text: '取暖器' },
              { value: 'c2', text: '棉被' },
            ],
            visibleIf: '{cold} = true',
          },
        ],
      },
    ],
  })
})

it('writes limits, and a part for each member whose questions wait for one another', () => {
  const parts = [
    question({ name: 'rent', kind: 'number', title: '房租', min: 0, max: 9999 }),
    question({
      name: 'phone',
      kind: 'line',
      title: '电话',
      pattern: '^1[0-9]{10}$',
      patternText: '11 位数字',
    }),
    {
      key: 'm',
      name: 'members',
      title: '家里每个人',
      titleEn: '',
      raw: {},
      each: [
        question({ name: 'm_ill', kind: 'yesno', title: '有病吗' }),
        question({
          name: 'm_since',
          kind: 'date',
          title: '从哪天起',
          max: '2026-01-01',
          onlyIf: { question: 'panel.m_ill', how: 'is', value: 'true' },
        }),
      ],
    },
  ]
  const written = writeForm({}, [page(parts)])
  expect(written).toMatchObject({
    pages: [
      {
        elements: [
          { type: 'text', inputType: 'number', min: 0, max: 9999 },
          { type: 'text', validators: [{ type: 'regex', regex: '^1[0-9]{10}$', text: '11 位数字' }] },
          {
            type: 'paneldynamic',
            name: 'members',
            templateTitle: '{panel.name}',
            templateElements: [
              { type: 'boolean', name: 'm_ill' },
              { inputType: 'date', max: '2026-01-01', visibleIf: '{panel.m_ill} = true' },
            ],
          },
        ],
      },
    ],
  })
  // Read and written again it is the same, and a limit that was taken away is gone.
  const [read] = readForm(written)
  if (!read) throw new Error('a page is missing')
  expect(writeForm(written, [read])).toEqual(written)
  const free = read.parts.map((part) =>
    'kind' in part ? { ...part, min: null, max: null, pattern: '' } : part,
  )
  expect(JSON.stringify(writeForm(written, [{ ...read, parts: free }]))).not.toMatch(/9999|regex/)
})

it('keeps the value of a choice whose words stay, so that old answers still count', () => {
  const before = [
    { value: 'c1', title: '甲', titleEn: 'A' },
    { value: 'c2', title: '乙', titleEn: '' },
  ]
  expect(choicesOf('乙\n丙', before)).toEqual([
    { value: 'c2', title: '乙', titleEn: '' },
    { value: 'c3', title: '丙', titleEn: '' },
  ])
})

it('moves a part over the edge of its page: the first to the end before, the last to the beginning after', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((name) => question({ name }))
  if (!one || !two || !three) throw new Error('three questions')
  const pages = [page([one, two]), page([three])]
  const names = (list: readonly { readonly parts: readonly unknown[] }[]) =>
    list.map(({ parts }) => (parts as Question[]).map(({ name }) => name))
  expect(names(movedToPage(pages, 0, two, 1))).toEqual([['one'], ['two', 'three']])
  expect(names(movedToPage(pages, 1, three, -1))).toEqual([['one', 'two', 'three'], []])
  expect(movedToPage(pages, 1, three, 1)).toBe(pages)
})

const CONDITIONS = [
  [{ question: 'q', how: 'is', value: 'c1' }, 'one', "{q} = 'c1'"],
  [{ question: 'q', how: 'is-not', value: 'c1' }, 'one', "{q} <> 'c1'"],
  [{ question: 'panel.q', how: 'is', value: 'false' }, 'yesno', '{panel.q} = false'],
  [{ question: 'q', how: 'has', value: 'c2' }, 'many', "{q} contains 'c2'"],
  [{ question: 'q', how: 'has-not', value: 'c2' }, 'many', "{q} notcontains 'c2'"],
  [{ question: 'q', how: 'at-least', value: '1200.5' }, 'number', '{q} >= 1200.5'],
  [{ question: 'q', how: 'at-most', value: '-3' }, 'number', '{q} <= -3'],
] as const

it.each(CONDITIONS)('reads and writes the condition %j', (condition, _, text) => {
  expect(writeCondition(condition)).toBe(text)
  expect(readCondition(text)).toEqual(condition)
})

it.each([
  [CONDITIONS[0], 'c1', 'c2'],
  [CONDITIONS[1], 'c2', 'c1'],
  [CONDITIONS[3], ['c1', 'c2'], ['c1']],
  [CONDITIONS[4], ['c1'], ['c2']],
  [CONDITIONS[5], 1200.5, 1200],
  [CONDITIONS[6], -3, 0],
] as const)('a form asks by it: %j', ([condition, kind], fits, not) => {
  const written = writeForm({}, [
    page([
      question({ name: 'q', kind, choices: choicesOf('甲\n乙', []) }),
      question({ name: 'then', kind: 'line', onlyIf: condition }),
    ]),
  ])
  const form = new Model(written)
  form.setValue('q', fits)
  expect(form.getQuestionByName('then').isVisible).toBe(true)
  form.setValue('q', not)
  expect(form.getQuestionByName('then').isVisible).toBe(false)
})

it('leaves a condition that it cannot show as it is', () => {
  for (const text of ["{a} = 'x' and {b} = 'y'", '{a} = 5', '{a} empty', "age({b}) > '3'"])
    expect([text, readCondition(text)]).toEqual([text, null])
})

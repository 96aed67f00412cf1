import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { choicesOf, readForm, writeForm } from './form-model.ts'

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

it('writes a question with its choices and the answer that it waits for', () => {
  const pages = [
    {
      raw: { name: 'p' },
      parts: [
        {
          key: 'a',
          name: 'cold',
          kind: 'yesno' as const,
          title: '家里冷吗',
          titleEn: '',
          choices: [],
          required: true,
          onlyIf: null,
          raw: {},
        },
        {
          key: 'b',
          name: 'heater',
          kind: 'one' as const,
          title: '缺什么',
          titleEn: 'Missing',
          choices: choicesOf('取暖器\n\n棉被', []),
          required: false,
          onlyIf: { question: 'cold', value: 'true' },
          raw: {},
        },
      ],
    },
  ]
  expect(writeForm({}, pages)).toEqual({
    pages: [
      {
        name: 'p',
        elements: [
          { type: 'boolean', renderAs: 'radio', name: 'cold', title: '家里冷吗', isRequired: true },
          {
            type: 'radiogroup',
            name: 'heater',
            title: { default: '缺什么', en: 'Missing' },
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

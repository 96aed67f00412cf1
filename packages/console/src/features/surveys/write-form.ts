import { writeCondition } from './condition.ts'
import { type FormPageModel, isQuestion, isRepeat, type Part, type Question, type Raw } from './form-model.ts'

const textOf = (zh: string, en: string) => (en === '' ? zh : { default: zh, en })

/** A text over the one that it was read from: the other language of a line that the page shows in Chinese only is kept. */
function overText(zh: string, before: unknown): unknown {
  if (typeof before !== 'object' || before === null) return zh
  return { ...before, default: zh }
}

function typeOf(question: Question): Raw {
  switch (question.kind) {
    case 'one':
      return { type: 'radiogroup' }
    case 'many':
      return { type: 'checkbox' }
    case 'yesno':
      return { type: 'boolean', renderAs: 'radio' }
    case 'number':
      return { type: 'text', inputType: 'number' }
    case 'line':
      return { type: 'text', maxLength: 200 }
    case 'date':
      return { type: 'text', inputType: 'date' }
    case 'text':
      return { type: 'comment', maxLength: 1000 }
    case 'photo':
      return {
        type: 'file',
        acceptedTypes: 'image/*',
        allowMultiple: true,
        storeDataAsText: true,
        waitForUpload: true,
      }
    case 'sign':
      return { type: 'signaturepad', signatureWidth: 300, signatureHeight: 150, dataFormat: 'png' }
    case 'fact':
      return {}
  }
}

/** Validators that the page does not show, and the pattern that it does. */
function validatorsOf(question: Question): Raw {
  const before = Array.isArray(question.raw.validators) ? question.raw.validators : []
  const others = before.filter((one: Raw) => one.type !== 'regex')
  const own =
    question.pattern === ''
      ? []
      : [
          {
            type: 'regex',
            regex: question.pattern,
            ...(question.patternText === '' ? {} : { text: question.patternText }),
          },
        ]
  const all = [...others, ...own]
  return all.length > 0 ? { validators: all } : {}
}

function writeQuestion(question: Question): Raw {
  const {
    visibleIf: _,
    choices: __,
    isRequired: ___,
    min: ____,
    max: _____,
    validators: ______,
    description,
    ...raw
  } = question.raw
  return {
    ...raw,
    ...typeOf(question),
    name: question.name,
    title: textOf(question.title, question.titleEn),
    ...(question.help === '' ? {} : { description: overText(question.help, description) }),
    ...(question.kind === 'one' ||
    question.kind === 'many' ||
    (question.kind === 'fact' && question.choices.length > 0)
      ? {
          choices: question.choices.map(({ value, title, titleEn }) => ({
            value,
            text: textOf(title, titleEn),
          })),
        }
      : {}),
    ...(question.min === null ? {} : { min: question.min }),
    ...(question.max === null ? {} : { max: question.max }),
    ...validatorsOf(question),
    ...(question.required ? { isRequired: true } : {}),
    ...(question.onlyIf ? { visibleIf: writeCondition(question.onlyIf) } : {}),
  }
}

function writePart(part: Part): Raw {
  if (isQuestion(part)) return writeQuestion(part)
  if (!isRepeat(part)) return part.kept
  return {
    type: 'paneldynamic',
    allowAddPanel: false,
    allowRemovePanel: false,
    templateTitle: '{panel.name}',
    ...part.raw,
    name: part.name,
    title: textOf(part.title, part.titleEn),
    templateElements: part.each.map((inner) => writePart(inner)),
  }
}

/** The definition of what the page shows, over the one that it was read from. */
export function writeForm(definition: Raw, pages: readonly FormPageModel[]): Record<string, unknown> {
  const { elements: _, ...rest } = definition
  return {
    ...rest,
    pages: pages.map(({ raw, parts, title, titleEn, help }) => {
      const { title: __, description, ...kept } = raw
      return {
        ...kept,
        ...(title === '' ? {} : { title: textOf(title, titleEn) }),
        ...(help === '' ? {} : { description: overText(help, description) }),
        elements: parts.map((part) => writePart(part)),
      }
    }),
  }
}

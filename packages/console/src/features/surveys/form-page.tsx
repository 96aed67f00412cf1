import type { FormDraft } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import { EmptyState, FormProblem, Loaded, PageHeader, SkeletonCards, useSaid } from '../../frame/index.ts'
import { type FormPageModel, type Question, readForm, writeForm } from './form-model.ts'
import { QuestionCard } from './question-card.tsx'
import './surveys.css'
import { words } from './words.ts'

type Draft = z.infer<typeof FormDraft>
const route = getRouteApi('/staff/survey-forms/$formId')

/** Writes one form: questions in order, saved as a draft, published as the next version. */
export function FormPage(): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const { formId } = route.useParams()
  const forms = useQuery(api.surveys.forms.queryOptions())
  return (
    <Loaded query={forms} skeleton={<SkeletonCards cards={4} />}>
      {(list) => {
        const form = list.find(({ id }) => id === formId)
        return form ? (
          <Editor key={`${form.id} ${form.version} ${form.published}`} form={form} />
        ) : (
          <EmptyState title={say('noForms')} text={say('formsLine')} />
        )
      }}
    </Loaded>
  )
}

function Editor({ form }: { readonly form: Draft }): ReactNode {
  const say = useWords(words)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const [title, setTitle] = useState(form.title.zh)
  const [titleEn, setTitleEn] = useState(form.title.en === form.title.zh ? '' : form.title.en)
  const [pages, setPages] = useState<readonly FormPageModel[]>(() => readForm(form.definition))
  const definition = writeForm(form.definition, pages)
  const dirty =
    title !== form.title.zh ||
    (titleEn || title) !== form.title.en ||
    JSON.stringify(definition) !== JSON.stringify(writeForm(form.definition, readForm(form.definition)))
  const save = useMutation(
    api.surveys.saveForm.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries()
        said.done(say('saved'))
      },
    }),
  )
  const publish = useMutation(
    api.surveys.publishForm.mutationOptions({
      onSuccess: async ({ published }) => {
        await queries.invalidateQueries()
        said.done(say('publishedDone', { version: published ?? 0 }))
      },
    }),
  )
  const questions = pages.flatMap(({ parts }) => parts.filter((part): part is Question => !('kept' in part)))
  const kept = pages.reduce((sum, { parts }) => sum + parts.filter((part) => 'kept' in part).length, 0)
  const put = (key: string, change: (parts: FormPageModel['parts'], at: number) => FormPageModel['parts']) =>
    setPages(
      pages.map((page) => {
        const at = page.parts.findIndex((part) => part.key === key)
        return at < 0 ? page : { ...page, parts: change(page.parts, at) }
      }),
    )
  const add = () => {
    const fresh: Question = {
      key: crypto.randomUUID(),
      name: freeName(questions),
      kind: 'one',
      title: '',
      titleEn: '',
      choices: [],
      required: false,
      onlyIf: null,
      raw: {},
    }
    setPages(
      pages.map((page, at) => (at === pages.length - 1 ? { ...page, parts: [...page.parts, fresh] } : page)),
    )
  }
  const canSave = dirty && title.trim() !== '' && questions.every((question) => question.title.trim() !== '')
  return (
    <>
      <PageHeader
        title={form.title.zh}
        line={form.published === null ? say('notPublished') : say('published', { version: form.published })}
        actions={
          <>
            <Link to="/survey-forms">{say('forms')}</Link>
            <Button
              disabled={!canSave}
              loading={save.isPending}
              onClick={() =>
                save.mutate({
                  id: form.id,
                  version: form.version,
                  title: { zh: title.trim(), en: titleEn.trim() },
                  definition,
                })
              }
            >
              {say('save')}
            </Button>
            <Button
              type="primary"
              disabled={dirty || !form.changed}
              loading={publish.isPending}
              onClick={() => publish.mutate({ id: form.id, version: form.version })}
            >
              {say('publish')}
            </Button>
          </>
        }
      />
      <FormProblem error={save.error ?? publish.error} />
      <div className="lm-form-pair">
        <div>
          <span>{say('formTitle')}</span>
          <Input
            aria-label={say('formTitle')}
            value={title}
            maxLength={60}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div>
          <span>{say('formTitleEn')}</span>
          <Input
            aria-label={say('formTitleEn')}
            value={titleEn}
            maxLength={60}
            onChange={(event) => setTitleEn(event.target.value)}
          />
        </div>
      </div>
      {kept > 0 && <p className="lm-soft">{say('kept', { count: kept })}</p>}
      <div className="lm-cards">
        {questions.map((question, at) => (
          <QuestionCard
            key={question.key}
            number={at + 1}
            question={question}
            others={questions.slice(0, at)}
            onChange={(next) =>
              put(question.key, (parts, place) => parts.map((part, index) => (index === place ? next : part)))
            }
            onMove={(by) => put(question.key, (parts, place) => moved(parts, place, by))}
            onRemove={() => put(question.key, (parts, place) => parts.filter((_, index) => index !== place))}
          />
        ))}
      </div>
      <p className="lm-survey-section">
        <Button onClick={add}>{say('addQuestion')}</Button>
      </p>
    </>
  )
}

function freeName(questions: readonly Question[]): string {
  const taken = new Set(questions.map(({ name }) => name))
  let next = questions.length + 1
  while (taken.has(`q${next}`)) next += 1
  return `q${next}`
}

function moved(parts: FormPageModel['parts'], at: number, by: 1 | -1): FormPageModel['parts'] {
  const to = at + by
  const [one, other] = [parts[at], parts[to]]
  if (!one || !other) return parts
  return parts.map((part, index) => (index === at ? other : index === to ? one : part))
}

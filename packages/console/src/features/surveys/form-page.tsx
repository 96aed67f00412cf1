import type { FormDraft } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { lazy, type ReactNode, Suspense, useDeferredValue } from 'react'
import type { z } from 'zod'
import { useApi } from '../../app/api.ts'
import {
  EmptyState,
  FormProblem,
  Loaded,
  PageHeader,
  SkeletonCards,
  SkeletonLines,
  useSaid,
} from '../../frame/index.ts'
import { moved, movedToPage, newPage, problemsIn, replaced, withWords } from './edit-form.ts'
import { type FormPageModel, readForm } from './form-model.ts'
import { formWords } from './form-words.ts'
import { PageCard } from './page-card.tsx'
import './form.css'
import './surveys.css'
import { useHistory } from './use-history.ts'
import { words } from './words.ts'
import { writeForm } from './write-form.ts'

// The library of forms is large: it comes when a form is written.
const FormPreview = lazy(async () => ({ default: (await import('./form-preview.tsx')).FormPreview }))

type Draft = z.infer<typeof FormDraft>
const route = getRouteApi('/staff/survey-forms/$formId')

/** Writes one form: pages and questions in order with the phone beside them, saved as a draft, published as the next version. */
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

interface Written {
  readonly title: string
  readonly titleEn: string
  readonly pages: readonly FormPageModel[]
}

function firstOf(form: Draft): Written {
  return {
    title: form.title.zh,
    titleEn: form.title.en === form.title.zh ? '' : form.title.en,
    pages: readForm(form.definition),
  }
}

function Editor({ form }: { readonly form: Draft }): ReactNode {
  const say = useWords(words)
  const sayForm = useWords(formWords)
  const api = useApi()
  const said = useSaid()
  const queries = useQueryClient()
  const { now, change, undo, redo } = useHistory(() => firstOf(form))
  const { title, titleEn, pages } = now
  const definition = writeForm(form.definition, pages)
  const shown = useDeferredValue(writeForm(form.definition, withWords(pages)))
  const before = firstOf(form)
  const dirty =
    title !== before.title ||
    titleEn !== before.titleEn ||
    JSON.stringify(definition) !== JSON.stringify(writeForm(form.definition, before.pages))
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
  const put = (next: Partial<Written>, about: string | null) => change({ ...now, ...next }, about)
  return (
    <>
      <PageHeader
        title={form.title.zh}
        line={form.published === null ? say('notPublished') : say('published', { version: form.published })}
        actions={
          <>
            <Link to="/survey-forms">{say('forms')}</Link>
            <Button disabled={undo === null} onClick={() => undo?.()}>
              {sayForm('undo')}
            </Button>
            <Button disabled={redo === null} onClick={() => redo?.()}>
              {sayForm('redo')}
            </Button>
            <Button
              disabled={!dirty || title.trim() === '' || problemsIn(pages)}
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
      <div className="lm-form-editor">
        <div className="lm-form-pages">
          <div className="lm-form-two">
            <div>
              <span>{say('formTitle')}</span>
              <Input
                aria-label={say('formTitle')}
                value={title}
                maxLength={60}
                onChange={(event) => put({ title: event.target.value }, 'title')}
              />
            </div>
            <div>
              <span>{say('formTitleEn')}</span>
              <Input
                aria-label={say('formTitleEn')}
                value={titleEn}
                maxLength={60}
                onChange={(event) => put({ titleEn: event.target.value }, 'titleEn')}
              />
            </div>
          </div>
          {pages.map((page, at) => (
            <PageCard
              key={page.key}
              number={at + 1}
              page={page}
              pages={pages}
              onChange={(next, about) => put({ pages: replaced(pages, at, next) }, about)}
              onMove={(by) => put({ pages: moved(pages, at, by) }, null)}
              onLeave={(part, by) => put({ pages: movedToPage(pages, at, part, by) }, null)}
              {...(pages.length > 1
                ? { onRemove: () => put({ pages: pages.filter((_, index) => index !== at) }, null) }
                : {})}
            />
          ))}
          <p>
            <Button onClick={() => put({ pages: [...pages, newPage(pages)] }, null)}>
              {sayForm('addPage')}
            </Button>
          </p>
        </div>
        <aside className="lm-form-preview" aria-label={sayForm('preview')}>
          <h2>{sayForm('preview')}</h2>
          <p className="lm-soft">{sayForm('previewLine')}</p>
          <div className="lm-form-phone">
            <Suspense fallback={<SkeletonLines lines={6} />}>
              <FormPreview definition={shown} />
            </Suspense>
          </div>
        </aside>
      </div>
    </>
  )
}

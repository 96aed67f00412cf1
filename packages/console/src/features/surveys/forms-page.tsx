import { questionsOf } from '@lastmile/field'
import { useText, useWords } from '@lastmile/web-kit'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useApi } from '../../app/api.ts'
import { AskDialog, Loaded, PageHeader, SkeletonCards, StateTag, textOf } from '../../frame/index.ts'
import { words } from './words.ts'

/** The forms of visits, published and being written. */
export function FormsPage(): ReactNode {
  const say = useWords(words)
  const text = useText()
  const api = useApi()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [writing, setWriting] = useState(false)
  const forms = useQuery(api.surveys.forms.queryOptions())
  return (
    <>
      <PageHeader
        title={say('forms')}
        line={say('formsLine')}
        actions={
          <>
            <Link to="/campaigns">{say('back')}</Link>
            <Button type="primary" onClick={() => setWriting(true)}>
              {say('newForm')}
            </Button>
          </>
        }
      />
      <Loaded query={forms} skeleton={<SkeletonCards cards={3} />}>
        {(list) => (
          <div className="lm-cards">
            {list.map((form) => (
              <article key={form.id} className="lm-card">
                <h2>
                  <Link to="/survey-forms/$formId" params={{ formId: form.id }}>
                    {text(form.title)}
                  </Link>{' '}
                  {form.changed && form.published !== null && (
                    <StateTag waits>{say('changedSince')}</StateTag>
                  )}
                </h2>
                <p className="lm-soft">
                  {form.published === null
                    ? say('notPublished')
                    : say('published', { version: form.published })}{' '}
                  · {say('questions', { count: questionsOf(form.definition).length })}
                </p>
              </article>
            ))}
          </div>
        )}
      </Loaded>
      {writing && (
        <AskDialog
          title={say('newForm')}
          submit={say('newForm')}
          onClose={() => setWriting(false)}
          fields={[
            { name: 'title', label: say('formTitle'), kind: 'text', required: true, maxLength: 60 },
            {
              name: 'id',
              label: say('formId'),
              kind: 'text',
              required: true,
              maxLength: 40,
              extra: say('formIdHint'),
            },
          ]}
          onSubmit={async (answers) => {
            const id = textOf(answers, 'id') ?? ''
            const zh = textOf(answers, 'title') ?? ''
            await api.surveys.saveForm.call({
              id,
              version: 0,
              title: { zh, en: '' },
              definition: { showQuestionNumbers: false, pages: [{ name: 'page1', elements: [] }] },
            })
            await queries.invalidateQueries()
            void navigate({ to: '/survey-forms/$formId', params: { formId: id } })
          }}
        />
      )}
    </>
  )
}

import { problemOf, useText } from '@lastmile/web-kit'
import type { FormInstance } from 'antd'
import type { ReactNode } from 'react'

/** Above a form's button: what the server said of the last attempt. Announced when it appears. */
export function FormProblem({ error }: { readonly error: unknown }): ReactNode {
  const text = useText()
  if (!error) return null
  const problem = problemOf(error)
  return (
    <div className="lm-form-problem" role="alert">
      <strong>{text(problem.happened)}</strong> {problem.safe && text(problem.safe)}{' '}
      {problem.todo && text(problem.todo)}
    </div>
  )
}

/** Puts the server's messages beside the fields they are about. `under` drops a prefix of the call's input, e.g. `head.`. */
export function markFields(form: FormInstance, error: unknown, under = ''): void {
  const { fields } = problemOf(error)
  form.setFields(
    Object.entries(fields).map(([name, message]) => ({
      name: (name.startsWith(under) ? name.slice(under.length) : name).split('.'),
      errors: [message],
    })),
  )
}

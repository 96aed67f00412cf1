import { useMutation } from '@tanstack/react-query'
import { saveFile } from './save-file.ts'
import { useSaid } from './toasts.tsx'

interface TakeFile<Which> {
  readonly take: (which: Which) => void
  /** The one that is being made, else null. */
  readonly taking: Which | null
}

/** A file that the server makes and the browser keeps. `load` is told which of several; what goes wrong is said. */
export function useTakeFile<Which extends string>(load: (which: Which) => Promise<File>): TakeFile<Which> {
  const said = useSaid()
  const file = useMutation({
    mutationFn: async (which: Which) => saveFile(await load(which)),
    onError: said.failed,
  })
  return { take: file.mutate, taking: file.isPending ? file.variables : null }
}

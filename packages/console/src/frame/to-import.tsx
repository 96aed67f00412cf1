import type { FactOrigin } from '@lastmile/contract'
import { useWords } from '@lastmile/web-kit'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../app/session.ts'
import { words } from './words.ts'

/** How reasons lead to the import that brought a fact: file and row, for those who may open imports. */
export function useToImport(): ((origin: FactOrigin, source: string) => ReactNode) | undefined {
  const say = useWords(words)
  const may = useMay()
  if (!may('import.read')) return undefined
  return ({ importId, row }, source) => (
    <Link to="/imports/$importId" params={{ importId }} search={row === null ? {} : { row }}>
      {row === null ? source : say('fromRow', { source, row })}
    </Link>
  )
}

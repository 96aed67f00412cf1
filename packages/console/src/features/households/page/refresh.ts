import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../app/api.ts'

/** After a change at a household: everything that shows it is asked again (page, thread, screening, gaps, today). */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  const api = useApi()
  return async () => {
    await Promise.all(
      [api.households, api.policies, api.signals, api.needs, api.casework, api.visits, api.insight].map(
        (part) => queries.invalidateQueries({ queryKey: part.key() }),
      ),
    )
  }
}

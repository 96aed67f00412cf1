import { createContext, useContext, useEffect } from 'react'

/** Takes the name of the thing a page shows, for the window's title. */
export const PageNameContext = createContext<(name: string | null) => void>(() => {})

/** Names the window after what the page shows (a household's head), while it is shown. */
export function usePageName(name: string | null): void {
  const tell = useContext(PageNameContext)
  useEffect(() => {
    tell(name)
    return () => tell(null)
  }, [name, tell])
}

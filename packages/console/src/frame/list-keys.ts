import { type RefObject, useEffect } from 'react'

/** Whether a key press belongs to something that is typed into, pressed, or lies above the page. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.closest('input, textarea, select, button, [contenteditable], [role="dialog"], [role="menu"]') !==
    null
  )
}

interface ListKeys {
  /** Moves by rows; the list brings the row into view and focuses it. */
  readonly move: (by: 1 | -1) => void
  readonly open: () => void
  readonly select: () => void
}

/** j / k, Enter and x for the one list of a page, wherever the focus is, unless something is being typed. */
export function useListKeys(list: RefObject<HTMLElement | null>, keys: ListKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isBusy(event.target)) return
      const inList = event.target instanceof Node && list.current?.contains(event.target) === true
      if (
        !inList &&
        event.target !== document.body &&
        !(event.target instanceof HTMLElement && event.target.id === 'content')
      )
        return
      if (event.key === 'j') keys.move(1)
      else if (event.key === 'k') keys.move(-1)
      else if (event.key === 'x' && inList) keys.select()
      else if (event.key === 'Enter' && inList && !(event.target instanceof HTMLAnchorElement)) keys.open()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list, keys])
}

import type { Plugin } from 'vite'

/** What antd's dialogs call while they are open. */
const LOCKER = /@rc-component[\\/]portal[\\/]es[\\/]useScrollLocker\.js/

/** Sets the body's own style, which a strict CSP allows, and counts: a dialog may stand on another. */
const CODE = `
import { useLayoutEffect } from 'react'
let open = 0
export default function useScrollLocker(lock) {
  useLayoutEffect(() => {
    if (!lock) return undefined
    const { style } = document.body
    if (open === 0) {
      const bar = window.innerWidth - document.documentElement.clientWidth
      style.overflowY = 'hidden'
      if (bar > 0) style.width = 'calc(100% - ' + bar + 'px)'
    }
    open += 1
    return () => {
      open -= 1
      if (open > 0) return
      style.overflowY = ''
      style.width = ''
    }
  }, [lock])
}
`

/**
 * Holds the page still behind a dialog. The library writes a style element without the page's nonce (it takes none
 * there), which the content security policy refuses: an error in the console, and a page that scrolls away underneath.
 */
export function scrollLockPlugin(): Plugin {
  return {
    name: 'lastmile-scroll-lock',
    enforce: 'pre',
    load: (id) => (LOCKER.test(id) ? CODE : null),
  }
}

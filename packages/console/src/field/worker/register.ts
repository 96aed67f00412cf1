const WORKER = '/field-sw.js'

/**
 * Lets the field app be installed and open without signal: its manifest, and the worker that keeps its files. The worker
 * answers for `/field` alone; the rest of the console is always fetched.
 */
export function becomeInstallable(): void {
  if (!document.querySelector('link[rel="manifest"]')) {
    const link = document.createElement('link')
    link.rel = 'manifest'
    link.href = '/field.webmanifest'
    document.head.append(link)
  }
  if (!('serviceWorker' in navigator)) return
  // Where a browser keeps no workers (a private window), the app works with signal only.
  navigator.serviceWorker.register(WORKER, { scope: '/field' }).catch(() => undefined)
}

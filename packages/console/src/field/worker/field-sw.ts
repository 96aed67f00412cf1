import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

interface WorkerScope {
  /** Put in by the build (field-worker-plugin.ts). */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[]
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install', work: () => void): void
  addEventListener(name: 'activate', work: (event: { waitUntil(until: Promise<void>): void }) => void): void
}
declare const self: WorkerScope

const PAGE = '/field'
/** After so long a line counts as dead: the page comes from the phone. */
const PATIENCE_MS = 4000

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()

/** The newest page when there is signal, else the kept one; both name files that are at hand. */
registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      try {
        const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
        if (response.ok) return response
      } catch {
        // No signal.
      }
      return (await matchPrecache(PAGE)) ?? Response.error()
    },
    { allowlist: [/^\/field(\/|$)/] },
  ),
)

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

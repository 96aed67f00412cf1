import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Sum of the layout shifts since the page was loaded, and what moved. */
    lastmileShift?: { sum: number; moved: string[] }
  }
}

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Above it people lose their place (web.dev, "Cumulative Layout Shift", good up to 0.1). */
const MOST_SHIFT = 0.1

/** Listens for what must not happen on any page: errors in the console, refused requests, moving layouts. */
export async function watch(page: Page): Promise<{ readonly errors: string[] }> {
  const errors: string[] = []
  page.on('console', (message) => {
    // What the browser's own software drawing says of its speed when a picture of the map is taken.
    if (message.text().includes('GL Driver Message')) return
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`)
  })
  await page.addInitScript(() => {
    const shift: { sum: number; moved: string[] } = { sum: 0, moved: [] }
    window.lastmileShift = shift
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node?: Node }[]
      })[]) {
        if (entry.hadRecentInput) continue
        shift.sum += entry.value
        for (const { node } of entry.sources)
          if (node instanceof Element)
            shift.moved.push(`${node.tagName}.${node.className} ${entry.value.toFixed(3)}`)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return { errors }
}

/** What is wrong with the page as it stands, in words; empty when nothing is. */
export async function problemsOf(page: Page): Promise<string[]> {
  const problems: string[] = []
  // No page has frames of others: the results need no second tab to be put together, and only violations are asked for.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: { type: 'tag', values: LEVELS }, resultTypes: ['violations'] })
    .analyze()
  for (const { id, help, nodes } of violations)
    problems.push(`axe ${id}: ${help} (${nodes.length}×) ${nodes[0]?.html.slice(0, 200)}`)
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return null
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > room + 1,
    )
    return out.slice(0, 3).map((element) => `${element.tagName}.${element.className}`)
  })
  if (wide) problems.push(`wider than the window: ${wide.join(', ')}`)
  const shift = await page.evaluate(() => window.lastmileShift)
  if (shift && shift.sum >= MOST_SHIFT)
    problems.push(
      `layout shift ${shift.sum.toFixed(3)}: ${[...shift.moved]
        .sort((a, b) => Number(b.split(' ').at(-1)) - Number(a.split(' ').at(-1)))
        .slice(0, 4)
        .join('; ')}`,
    )
  return problems
}

/** Fails with every problem of every page at once. */
export function expectSound(found: ReadonlyMap<string, readonly string[]>): void {
  const lines = [...found].flatMap(([where, problems]) => problems.map((problem) => `${where}: ${problem}`))
  expect(lines.join('\n')).toBe('')
}

import { expect, type Locator } from '@playwright/test'

/** Opens a tree of reasons to its last line, and finds what each answer rests on: clause, fact, source and day. */
export async function openReasons(tree: Locator): Promise<void> {
  const shut = tree.locator('[role="treeitem"][aria-expanded="false"]:not(.because-hidden)')
  while ((await shut.count()) > 0) await shut.first().click()
  await expect(tree.locator('cite').first()).toBeVisible()
  await expect(tree.locator('.because-fact-value').first()).toBeVisible()
  await expect(
    tree
      .locator('.because-trail')
      .filter({ hasText: /\d{4}-\d{2}-\d{2}/ })
      .first(),
  ).toBeVisible()
}

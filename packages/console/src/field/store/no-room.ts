/** Whether the browser refused a write for lack of room. */
export function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'QuotaExceededError' || ('inner' in error && isNoRoom(error.inner))
}

/** Writes what a full phone can do without until there is room again; anything else that fails is told. */
export async function whereThereIsRoom(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isNoRoom(error)) throw error
  }
}

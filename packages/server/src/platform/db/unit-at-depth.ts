/**
 * SQL for the unit so many steps from the root (1: the root) that a row's org path lies in; the row's own unit where the
 * path is shorter. `depth` is a placeholder.
 */
export function unitAtDepth(depth: `$${number}`): string {
  return `array_to_string((string_to_array(rtrim(org_path, '/'), '/'))[1:${depth}::int], '/') || '/'`
}

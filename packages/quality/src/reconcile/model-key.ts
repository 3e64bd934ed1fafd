/**
 * One name for a model however it is written: without vendor, variant and release date, its signs alike. `anthropic/claude-sonnet-4.6`,
 * `claude-sonnet-4-6-20260114` and `Claude Sonnet 4.6` are one.
 */
export function modelKey(name: string): string {
  const own = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return own
    .replace(/,.*$/, '')
    .replace(/:.*$/, '')
    .trim()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|\d{4}|latest)$/, '')
}

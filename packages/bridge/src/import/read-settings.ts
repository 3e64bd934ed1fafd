import { LineCounter, parseDocument, type Document } from 'yaml'
import { toPythonTags } from './python-tags.ts'
import type { ReadSettings } from './setting.ts'
import type { SettingPath } from './setting-path.ts'
import { tooDeep, walkDocument } from './walk-document.ts'

/** Longer than any configuration by hand or by script. */
const maxCharacters = 4_000_000

/**
 * Reads YAML 1.1 as Python's loader does (`yes` is true, `<<` merges), or JSON. Keys that stand twice are errors: Python
 * takes the last one silently. Never throws; messages never quote a value.
 */
export function readSettings(text: string): ReadSettings {
  const fail = (message: string, line?: number, path: SettingPath = []): ReadSettings => ({
    data: undefined,
    settings: [],
    problems: [{ path, line, message }],
  })
  if (text.length > maxCharacters) return fail('The file is longer than 4 million characters. Shorten it.')
  const lines = new LineCounter()
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      version: '1.1',
      customTags: toPythonTags,
      resolveKnownTags: false,
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
    })
  } catch {
    return fail(tooDeep)
  }
  const first = document.errors[0] ?? document.warnings[0]
  if (first !== undefined) {
    const { line } = lines.linePos(first.pos[0])
    if (first.message.includes('call stack')) return fail(tooDeep, line)
    if (first.code === 'MULTIPLE_DOCS') return fail('A second document begins here. Keep one per file.', line)
    if (first.code === 'TAG_RESOLVE_FAILED') return fail('A tag stands here that is not known. Remove it.', line)
    return fail(`This is no valid YAML (${first.code.toLowerCase().replaceAll('_', ' ')}). Correct it here.`, line)
  }
  return walkDocument(document, lines)
}

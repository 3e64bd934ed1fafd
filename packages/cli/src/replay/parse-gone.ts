import type { Gone } from '@signalbox/quality'
import { UsageError } from '../usage-error.ts'

const kinds = ['vendor', 'model', 'jurisdiction', 'licence', 'target'] as const satisfies readonly Gone['what'][]

/** `vendor=openai,jurisdiction=CN` @throws UsageError naming what it is not */
export function parseGone(text: string | undefined): readonly Gone[] {
  if (text === undefined) return []
  return text.split(',').map((part) => {
    const [kind, value] = splitOnce(part)
    const what = kinds.find((one) => one === (kind === 'license' ? 'licence' : kind))
    if (what === undefined || value === '')
      throw new UsageError(`--without ${part}: give ${kinds.join('=…, ')}=…, such as --without vendor=openai.`)
    return { what, value }
  })
}

function splitOnce(part: string): [kind: string, value: string] {
  const at = part.indexOf('=')
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
}

import type { LanguageModelV4Content, LanguageModelV4StreamPart, SharedV4ProviderMetadata } from '@ai-sdk/provider'
import type { SignalboxMark } from '@signalbox/core'

/** Parts that go back to the model in the next prompt, and open it. */
const marked: ReadonlySet<string> = new Set([
  'text',
  'text-start',
  'reasoning',
  'reasoning-start',
  'reasoning-file',
  'tool-call',
  'custom',
  'file',
])

/** Parts that replace the metadata of what they continue: marked where they bring some. */
const replacing: ReadonlySet<string> = new Set(['text-delta', 'text-end', 'reasoning-delta', 'reasoning-end'])

type Markable = LanguageModelV4StreamPart | LanguageModelV4Content

/** The part with the mark of its maker beside the provider's own metadata; the same part where none belongs. */
export function withMark<Part extends Markable>(part: Part, mark: SignalboxMark): Part {
  const metadata = (part as { providerMetadata?: SharedV4ProviderMetadata }).providerMetadata
  if (!marked.has(part.type) && !(replacing.has(part.type) && metadata !== undefined)) return part
  return { ...part, providerMetadata: { ...metadata, signalbox: mark } }
}

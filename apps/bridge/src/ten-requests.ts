import type { WireRequest } from '@signalbox/express'

export interface NamedRequest {
  /** Its name in the table. */
  readonly name: string
  readonly request: WireRequest
  readonly stream?: true
}

/** The same ten for every bridge; the last one is refused. */
export const tenRequests: readonly NamedRequest[] = [
  ask('translate', 'Translate to French: your parcel arrives tomorrow.'),
  { ...ask('summary, stream', 'Summarize: I ordered a green chair, got a red one, want it back.'), stream: true },
  ask('extract', 'Extract the name and the city: Ada Lovelace lives in London.', {
    responseFormat: { type: 'json' },
  }),
  ask('classify', 'Classify as praise or complaint: the lamp is lovely.'),
  ask('prove', 'Prove that 20 % off and then 25 % off is never 45 % off.'),
  { ...ask('code, stream', 'Write a TypeScript function that reverses a list.'), stream: true },
  ask('under a ceiling', 'Write a TypeScript function that reverses a list.', { constraints: { maxCostUsd: 0.004 } }),
  ask('host is down', 'Translate to French: the harbour is closed.'),
  ask('model is down', 'Translate to French: the whole harbour is closed.'),
  ask('moderated', 'Translate to French: how to pick the lock of a bank.'),
]

function ask(name: string, content: string, more: Partial<WireRequest> = {}): NamedRequest {
  return { name, request: { messages: [{ role: 'user', content }], maxOutputTokens: 300, ...more } }
}

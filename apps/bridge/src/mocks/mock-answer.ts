import type { Fault, MockRequest, ModelScript } from '@signalbox/mock-providers'

const answers: readonly (readonly [when: RegExp, answer: string])[] = [
  [/harbour/, 'Le port est fermé.'],
  [/translate/i, 'Votre colis arrive demain.'],
  [/summarize/i, 'The customer got a red chair instead of a green one and wants to send it back.'],
  [/extract/i, '{"name":"Ada Lovelace","city":"London"}'],
  [/classify/i, 'praise'],
  [/prove/i, 'What is left is 0.8 × 0.75 = 0.6 of the price: 40 % off, whatever the price, and never 45 %.'],
  [/function/, 'export const reversed = <T>(list: readonly T[]): T[] => list.toReversed()'],
]

/** A model without a network, that fails where the prompt says so. */
export function mockModel(isDown: RegExp = /(?!)/): ModelScript {
  return {
    answer: ({ prompt }) => answers.find(([when]) => when.test(prompt))?.[1] ?? 'This comes from a mock provider.',
    faults: (_, { prompt }) => (isDown.test(prompt) ? unavailable : undefined),
  }
}

const unavailable: Fault = { kind: 'status', status: 503, message: 'The model is overloaded.' }

/** What moderation finds. */
export function moderate({ prompt }: Pick<MockRequest, 'prompt'>): readonly string[] {
  return prompt.includes('lock of a bank') ? ['illicit'] : []
}

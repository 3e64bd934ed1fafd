import type { BeforeGuard, RouteRequest } from '@signalbox/express'
import { isJailbreak } from './is-jailbreak.ts'
import { redactCards } from './redact-cards.ts'

/** What the app says to whoever tries; a 400, because asking again will not help. */
export const jailbreakRefusal = {
  status: 400,
  code: 'jailbreak_refused',
  message: 'This asks the model to drop its instructions, which the help desk does not pass on. Ask for what you need.',
} as const

/** The gateway's guard: no card number reaches a provider, and an obvious jailbreak reaches nobody. */
export const guardRequest: BeforeGuard = ({ body, request }) => {
  if (userTexts(request).some(isJailbreak)) return { refuse: jailbreakRefusal }
  const redacted = redactAll(body)
  return redacted === body ? undefined : { body: redacted }
}

function userTexts({ messages }: RouteRequest): readonly string[] {
  return messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) =>
      typeof content === 'string' ? [content] : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
    )
}

/** Names and bytes, which are no words: redacted they would fit nothing any more. */
const untouched = /^(id|.*_id|data|url|signature|encrypted_content|model)$/

/** The same value where there is nothing to redact. */
function redactAll<T>(value: T): T {
  if (typeof value === 'string') return redactCards(value) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, old]) => [key, untouched.test(key) ? old : redactAll(old)] as const)
  if (entries.every(([key, next]) => next === (value as Record<string, unknown>)[key])) return value
  return (Array.isArray(value) ? entries.map(([, next]) => next) : Object.fromEntries(entries)) as T
}

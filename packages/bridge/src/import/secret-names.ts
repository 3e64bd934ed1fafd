import { looksLikeSecret } from '../looks-like-secret.ts'

/** Whether a field of a request is called like one that holds a secret; `max_tokens` is not. */
export function isSecretField(name: string): boolean {
  return /api[-_]?key|token$|secret|password|authorization/i.test(name)
}

/** Of headers more is suspected: they are moved to the environment, not lost. */
export function isSecretHeader(name: string): boolean {
  return /auth|key|token|secret|cookie|password/i.test(name)
}

/** Whether the value of an environment variable may not be written down. */
export function isSecretVariable(name: string): boolean {
  return /key|token|secret|pass|auth|cred/i.test(name)
}

/** `${NAME}` in a text of a foreign file is text; in a config of ours it would be filled in. */
export function holdsOurReference(text: string): boolean {
  return /\$\{\w+\}/.test(text)
}

/** Whether a text that stands in a foreign file, whatever it is called, would be a secret or a reference in ours. */
export function mayNotBeWritten(text: string): boolean {
  return holdsOurReference(text) || looksLikeSecret(text)
}

import { firstParty } from './first-party.ts'
import { hosts } from './hosts.ts'
import type { ProviderError } from './provider-error.ts'

/** Error replies in the wording of their providers, as of November 2026. */
export const providerErrors: readonly ProviderError[] = [...firstParty, ...hosts]

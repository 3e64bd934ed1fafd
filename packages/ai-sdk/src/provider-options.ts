import type { SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { SignalboxMark } from '@signalbox/core'
import { isRead } from './option-namespaces.ts'
import type { SignalboxCallOptions } from './signalbox-options.ts'

/** Our own namespace: hints going in, marks coming back. Never sent on. */
const ours = 'signalbox'

/** Whose options a target reads, and whose any of the provider's models read. */
export interface Reader {
  readonly id: string
  readonly namespaces: ReadonlySet<string>
  readonly claimed: ReadonlySet<string>
}

/** What the caller says to the router. */
export function callOptionsOf(options: SharedV4ProviderOptions | undefined): SignalboxCallOptions {
  return (options?.[ours] as SignalboxCallOptions | undefined) ?? {}
}

/** The mark a part of ours came back with; undefined where there is none, or one that cannot be ours. */
export function markOf(options: SharedV4ProviderOptions | undefined): SignalboxMark | undefined {
  const mark = options?.[ours] as Partial<SignalboxMark> | undefined
  if (typeof mark?.target !== 'string') return undefined
  return typeof mark.inputTokens === 'number' && typeof mark.atMs === 'number'
    ? { target: mark.target, inputTokens: mark.inputTokens, atMs: mark.atMs }
    : undefined
}

/** The namespaces of others on a part: who made it, where nothing else says so. */
export function namespacesOf(options: SharedV4ProviderOptions | undefined): readonly string[] {
  return options === undefined ? [] : Object.keys(options).filter((name) => name !== ours)
}

/**
 * Options as one target may see them: those that name it, and those that name none of the provider's models; never those of
 * another target, never ours. The same object where nothing is taken out.
 */
export function optionsFor(
  options: SharedV4ProviderOptions | undefined,
  { namespaces, claimed }: Reader,
): SharedV4ProviderOptions | undefined {
  if (options === undefined) return undefined
  return keep(options, (name) => isRead(namespaces, name) || !claimed.has(name))
}

/** All options but ours: what a target has made goes back to it whole. */
export function withoutOurs(options: SharedV4ProviderOptions | undefined): SharedV4ProviderOptions | undefined {
  return options && keep(options, () => true)
}

function keep(
  options: SharedV4ProviderOptions,
  isWanted: (name: string) => boolean,
): SharedV4ProviderOptions | undefined {
  const isKept = (name: string): boolean => name !== ours && isWanted(name)
  const names = Object.keys(options)
  if (names.every(isKept)) return options
  const kept = names.filter(isKept).map((name) => [name, options[name]] as const)
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as SharedV4ProviderOptions)
}

/** Options of the call with those the caller set for this target alone on top, namespace by namespace. */
export function callOptionsFor(
  options: SharedV4ProviderOptions | undefined,
  reader: Reader,
): SharedV4ProviderOptions | undefined {
  const kept = optionsFor(options, reader)
  const own = callOptionsOf(options).targets?.[reader.id]
  if (own === undefined) return kept
  const merged: Record<string, unknown> = { ...kept }
  for (const [name, values] of Object.entries(own)) merged[name] = { ...kept?.[name], ...values }
  return merged as SharedV4ProviderOptions
}

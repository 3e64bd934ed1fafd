import type { SignalboxConfig } from '@signalbox/config'
import { defaultExecution } from '@signalbox/core'
import type { SettingsAccount } from '../../import/settings-account.ts'
import type { ModelGroup } from './model-group.ts'
import type { FallbackLists } from './to-fallback-lists.ts'

/** LiteLLM walks a chain no deeper than this unless it is told to. */
const usualFallbacks = 5

/** Retries, times, chains and other names. */
export function toRouterSettings(
  { execution = {} }: SignalboxConfig,
  groups: readonly ModelGroup[],
  { longest, ...lists }: FallbackLists,
  say: SettingsAccount['say'],
): Readonly<Record<string, unknown>> {
  sayExecution(say)
  const { maxRetriesPerTarget, firstTokenTimeoutMs } = { ...defaultExecution, ...withoutUndefined(execution) }
  const chosen = groups.flatMap(({ name, routing, aliasOf }) =>
    routing === undefined || aliasOf !== undefined
      ? []
      : [{ group_name: `${routing} of ${name}`, models: [name], routing_strategy: routing }],
  )
  const aliases = Object.fromEntries(
    groups.flatMap(({ name, aliasOf, isHidden }) =>
      aliasOf === undefined ? [] : [[name, isHidden === true ? { model: aliasOf, hidden: true } : aliasOf]],
    ),
  )
  return {
    num_retries: maxRetriesPerTarget,
    // The provider may bill the first try: such a failure moves on.
    retry_policy: { TimeoutErrorRetries: 0 },
    timeout: firstTokenTimeoutMs / 1_000,
    stream_timeout: firstTokenTimeoutMs / 1_000,
    ...(longest > usualFallbacks && { max_fallbacks: longest }),
    ...(groups.some(({ members }) => members.some(({ weight }) => weight !== undefined)) && {
      enable_weighted_failover: true,
    }),
    ...(chosen.length > 0 && { routing_groups: chosen }),
    ...(Object.keys(aliases).length > 0 && { model_group_alias: aliases }),
    ...(lists.fallbacks.length > 0 && { fallbacks: lists.fallbacks }),
    ...(lists.context_window_fallbacks && { context_window_fallbacks: lists.context_window_fallbacks }),
    ...(lists.content_policy_fallbacks && { content_policy_fallbacks: lists.content_policy_fallbacks }),
  }
}

const lost: Readonly<Partial<Record<keyof NonNullable<SignalboxConfig['execution']>, string>>> = {
  deadlineMs: 'LiteLLM bounds each call, not the request with all its retries and fall-backs.',
  maxAttempts: 'LiteLLM does not count the attempts of a request: a chain is walked to its end.',
  maxStreamMs: 'LiteLLM does not bound a stream as a whole.',
  idleReaderMs: 'LiteLLM does not close a stream that nobody reads.',
  commit: 'LiteLLM shows a stream from its first frame on.',
  hedge: 'LiteLLM sends no second attempt beside a slow one.',
  retryWaitMs: 'LiteLLM waits as long as a provider asks it to.',
  onExhausted: 'LiteLLM has no drafts.',
}

function sayExecution(say: SettingsAccount['say']): void {
  say(['execution', 'maxRetriesPerTarget'], 'carried')
  say(['execution', 'firstTokenTimeoutMs'], 'carried')
  say(
    ['execution', 'gapTimeoutMs'],
    'different',
    'LiteLLM has one time for a stream, until its first part and between two: firstTokenTimeoutMs is taken.',
  )
  for (const [name, note] of Object.entries(lost)) say(['execution', name], 'not-carried', note)
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}

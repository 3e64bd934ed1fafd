import type { LanguageModelV4CallOptions, SharedV4ProviderOptions, SharedV4Warning } from '@ai-sdk/provider'
import type { CallContext } from '@signalbox/core'
import { cleanPrompt, type CleanFor } from './clean-prompt.ts'
import { callOptionsFor, optionsFor } from './provider-options.ts'
import { logprobsOption } from './read-logprobs.ts'

/** A call as one target gets it, and what it does not get. */
export interface TargetOptions {
  readonly options: LanguageModelV4CallOptions
  readonly warnings: readonly SharedV4Warning[]
}

/** Headers that open a door: they belong to one provider, and nobody can tell to which. */
const credentials: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
])

/** The caller's options under the attempt's own signal, limit and question, with only what this target may see. */
export function targetOptions(
  options: LanguageModelV4CallOptions,
  target: CleanFor & { readonly provider: string },
  { ask, decision, signal, wantsLogprobs }: CallContext,
): TargetOptions {
  if (ask?.kind === 'judge') {
    return {
      options: {
        prompt: [
          ...(ask.system === undefined ? [] : [{ role: 'system' as const, content: ask.system }]),
          { role: 'user', content: [{ type: 'text', text: ask.prompt }] },
        ],
        maxOutputTokens: ask.maxOutputTokens,
        abortSignal: signal,
      },
      warnings: [],
    }
  }
  const { prompt, dropped } = cleanPrompt(options.prompt, target)
  const providerOptions = withLogprobs(callOptionsFor(options.providerOptions, target), target, wantsLogprobs)
  const maxOutputTokens = options.maxOutputTokens ?? decision.maxOutputTokens
  const { headers } = options
  const sent: LanguageModelV4CallOptions = { ...options, prompt, abortSignal: signal }
  if (providerOptions !== options.providerOptions) sent.providerOptions = providerOptions
  if (options.tools !== undefined) sent.tools = options.tools.map((tool) => cleanTool(tool, target))
  if (headers !== undefined) sent.headers = withoutCredentials(headers)
  if (maxOutputTokens !== options.maxOutputTokens) sent.maxOutputTokens = maxOutputTokens
  if (ask?.kind === 'sample' && ask.temperature !== undefined) sent.temperature = ask.temperature
  if (wantsLogprobs) sent.includeRawChunks = true
  return {
    options: sent,
    warnings:
      dropped === 0
        ? []
        : [
            {
              type: 'compatibility',
              feature: 'history of another model',
              details: `${dropped} parts (reasoning, signatures or tools of the provider that made them) were not sent to ${target.id}.`,
            },
          ],
  }
}

type Tool = NonNullable<LanguageModelV4CallOptions['tools']>[number]

function cleanTool(tool: Tool, target: CleanFor): Tool {
  if (tool.type !== 'function') return tool
  const providerOptions = optionsFor(tool.providerOptions, target)
  if (providerOptions === tool.providerOptions) return tool
  const { providerOptions: _, ...rest } = tool
  return providerOptions === undefined ? rest : { ...rest, providerOptions }
}

function withLogprobs(
  options: SharedV4ProviderOptions | undefined,
  { provider, namespaces }: CleanFor & { readonly provider: string },
  wantsLogprobs: boolean,
): SharedV4ProviderOptions | undefined {
  const wanted = wantsLogprobs ? logprobsOption(provider, namespaces) : undefined
  if (wanted === undefined) return options
  const merged: SharedV4ProviderOptions = { ...options }
  for (const [name, values] of Object.entries(wanted)) merged[name] = { ...values, ...options?.[name] }
  return merged
}

function withoutCredentials(headers: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.has(name.toLowerCase())))
}

import type { LanguageModelV4CallOptions, LanguageModelV4FilePart, LanguageModelV4Message } from '@ai-sdk/provider'
import type { HostModel, HostModels } from './host-models.ts'
import type { AnyLanguageModel } from './signalbox-options.ts'
import { matchesUrl, type UrlPatterns } from './supported-urls.ts'

/**
 * Targets this call cannot be sent to for reasons only the host knows: a provider's own tool, a file another provider keeps, a URL
 * the model cannot fetch. Undefined = all may have it.
 */
export async function unfitTargets(
  { prompt, tools }: LanguageModelV4CallOptions,
  { language, embedding, decision }: HostModels,
): Promise<Readonly<Record<string, string>> | undefined> {
  const files = prompt.flatMap(filesOf)
  const remote = files.filter(({ data }) => data.type === 'url' || data.type === 'reference')
  const providerTools = (tools ?? []).filter((tool) => tool.type === 'provider')
  const unfit: Record<string, string> = {}
  for (const id of [...embedding.keys(), ...decision.keys()]) {
    if (!language.has(id)) unfit[id] = 'has no language model in this host'
  }
  if (remote.length > 0 || providerTools.length > 0) {
    for (const [id, host] of language) {
      // The Vercel gateway hands everything on to whoever it asks.
      if (host.namespaces.has('gateway')) continue
      const foreign = providerTools.find((tool) => !host.namespaces.has(tool.id.split('.')[0] ?? ''))
      const why =
        foreign === undefined ? await whyNotFiles(remote, host) : `is not the provider whose tool ${foreign.id} is`
      if (why !== undefined) unfit[id] = why
    }
  }
  return Object.keys(unfit).length === 0 ? undefined : unfit
}

function filesOf(message: LanguageModelV4Message): readonly LanguageModelV4FilePart[] {
  if (message.role !== 'user' && message.role !== 'assistant') return []
  const files: LanguageModelV4FilePart[] = []
  for (const part of message.content) if (part.type === 'file') files.push(part)
  return files
}

async function whyNotFiles(
  files: readonly LanguageModelV4FilePart[],
  { model, namespaces }: HostModel<AnyLanguageModel>,
): Promise<string | undefined> {
  let supported: UrlPatterns | undefined
  for (const { data, mediaType } of files) {
    if (data.type === 'reference') {
      const keepers = Object.keys(data.reference)
      if (!keepers.some((name) => namespaces.has(name)))
        return `does not keep the file that ${keepers.join(', ')} keeps`
    }
    if (data.type === 'url') {
      supported ??= await model.supportedUrls
      if (!matchesUrl(supported, mediaType, data.url.toString()))
        return `does not fetch ${mediaType} from URLs like this one; send its bytes`
    }
  }
  return undefined
}

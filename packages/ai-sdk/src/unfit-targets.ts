import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { HostModel, HostModels } from './host-models.ts'
import { isRead } from './option-namespaces.ts'
import { filesOf, type PromptFile } from './prompt-files.ts'
import type { AnyLanguageModel } from './signalbox-options.ts'
import { matchesUrl, readUrls, type UrlPatterns } from './supported-urls.ts'

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
      const foreign = providerTools.find((tool) => !isRead(host.namespaces, tool.id.split('.')[0] ?? ''))
      const why =
        foreign === undefined ? await whyNotFiles(remote, host) : `is not the provider whose tool ${foreign.id} is`
      if (why !== undefined) unfit[id] = why
    }
  }
  return Object.keys(unfit).length === 0 ? undefined : unfit
}

async function whyNotFiles(
  files: readonly PromptFile[],
  { model, namespaces }: HostModel<AnyLanguageModel>,
): Promise<string | undefined> {
  let supported: UrlPatterns | undefined
  for (const { data, mediaType } of files) {
    if (data.type === 'reference') {
      const keepers = Object.keys(data.reference)
      if (!keepers.some((name) => isRead(namespaces, name)))
        return `does not keep the file that ${keepers.join(', ')} keeps`
    }
    if (data.type === 'url') {
      supported ??= await readUrls(model)
      if (!matchesUrl(supported, mediaType, data.url.toString()))
        return `does not fetch ${mediaType} from URLs like this one; send its bytes`
    }
  }
  return undefined
}

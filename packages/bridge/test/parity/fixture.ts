import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** One of the LiteLLM configs beside, and what of it the scripts need to know. */
export interface Fixture {
  readonly name: string
  readonly text: string
  /** `model_name` of each deployment, in the order of the file. */
  readonly deployments: readonly { readonly model_name: string }[]
  /** What clients may send: groups and aliases. */
  readonly names: readonly string[]
  /** Names on the wire of the models behind a name that clients send, the first one first. */
  readonly modelsOf: (name: string) => readonly string[]
}

interface Deployment {
  readonly model_name: string
  readonly litellm_params: { readonly model: string; readonly order?: number }
}
type Aliases = Readonly<Record<string, string | { readonly model: string }>>

const folder = new URL('../litellm-configs/', import.meta.url)

/** All of them, by name. */
export function readFixtures(): ReadonlyMap<string, Fixture> {
  const names = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''))
  return new Map(names.map((name) => [name, toFixture(name, readFileSync(new URL(`${name}.yaml`, folder), 'utf8'))]))
}

export function toFixture(name: string, text: string): Fixture {
  const { model_list, router_settings } = parse(text, { version: '1.1', merge: true }) as {
    readonly model_list: readonly Deployment[]
    readonly router_settings?: { readonly model_group_alias?: Aliases }
  }
  const aliases = router_settings?.model_group_alias ?? {}
  return {
    name,
    text,
    deployments: model_list,
    names: [...new Set([...model_list.map(({ model_name }) => model_name), ...Object.keys(aliases)])],
    modelsOf: (sent) => {
      const alias = aliases[sent] ?? sent
      const group = typeof alias === 'string' ? alias : alias.model
      return model_list
        .filter(({ model_name }) => model_name === group)
        .toSorted((a, b) => (a.litellm_params.order ?? 0) - (b.litellm_params.order ?? 0))
        .map(({ litellm_params }) => litellm_params.model.replace(/^openai\//, ''))
    },
  }
}

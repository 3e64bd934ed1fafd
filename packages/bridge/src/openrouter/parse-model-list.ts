import { openrouterModelSchema } from './openrouter-model-schema.ts'
import type { OpenrouterModel } from './openrouter-model.ts'

export interface ParsedModels {
  readonly models: readonly OpenrouterModel[]
  readonly leftOut: Readonly<Record<string, number>>
}

/** Entries one by one: what cannot be read is left out and counted by its field. undefined = nothing here is a list of models. */
export function parseModelList(entries: unknown): ParsedModels | undefined {
  if (!Array.isArray(entries)) return undefined
  const models = new Map<string, OpenrouterModel>()
  const leftOut: Record<string, number> = {}
  const leave = (reason: string): void => {
    leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  for (const entry of entries as readonly unknown[]) {
    const { data, error } = openrouterModelSchema.safeParse(entry)
    if (error !== undefined) leave(fieldOf(error.issues[0]?.path ?? []))
    else if (models.has(data.id)) leave('id: twice')
    else models.set(data.id, data)
  }
  return models.size === 0 ? undefined : { models: [...models.values()], leftOut }
}

/** `pricing.prompt`: two steps deep, so that there are few. */
function fieldOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'entry' : path.slice(0, 2).map(String).join('.')
}

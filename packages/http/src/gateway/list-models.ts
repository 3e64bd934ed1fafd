import type { Router } from '@signalbox/core'
import { BadRequest } from '../request/bad-request.ts'
import { toJsonReply } from './json-reply.ts'
import type { Endpoint } from './endpoint.ts'

/** A model's id with who has made it. */
interface ListedModel {
  readonly id: string
  readonly owner: string
}

/** `GET /models`: virtual ids, targets, models and aliases, in the list of whichever dialect asks. */
export const listModels: Endpoint = ({ context, request }) => {
  const models = modelsOf(context.router)
  if (request.header('anthropic-version') === undefined)
    return toJsonReply({ object: 'list', data: models.map(toOpenai) })
  const data = models.map(toAnthropic)
  return toJsonReply({ data, has_more: false, first_id: models[0]?.id ?? null, last_id: models.at(-1)?.id ?? null })
}

/** `GET /models/ID`, the id as it is or with its slash encoded. @throws BadRequest 404 */
export const showModel: Endpoint = ({ context, request, rest }) => {
  const model = modelsOf(context.router).find(({ id }) => id === rest)
  if (model === undefined)
    throw new BadRequest('There is no such model here; GET /v1/models lists them.', {
      status: 404,
      param: 'model',
      code: 'model_not_found',
    })
  return toJsonReply(request.header('anthropic-version') === undefined ? toOpenai(model) : toAnthropic(model))
}

function modelsOf({ ids, targets }: Router): readonly ListedModel[] {
  const owners = new Map(targets.map(({ id, model }) => [id, ownerOf(model)]))
  const named = ids.map((id) => ({ id, owner: owners.get(id) ?? 'signalbox' }))
  const known = new Set(ids)
  const models = [...new Set(targets.map(({ model }) => model))].filter((id) => !known.has(id))
  return [...named, ...models.map((id) => ({ id, owner: ownerOf(id) }))]
}

function ownerOf(model: string): string {
  return model.split('/', 1)[0] ?? model
}

function toOpenai({ id, owner }: ListedModel): unknown {
  return { id, object: 'model', created: 0, owned_by: owner }
}

function toAnthropic({ id }: ListedModel): unknown {
  return { type: 'model', id, display_name: id, created_at: '1970-01-01T00:00:00Z' }
}

import type { Features } from './features.ts'
import type { RouteRequest } from './route-request.ts'

/** What a ledger keeps of a request for other policies to look at: no text, no names of its caller's. Plain data. */
export type RequestRecord = Pick<
  RouteRequest,
  'maxOutputTokens' | 'output' | 'lastTurn' | 'constraints' | 'unfit' | 'formatBy' | 'shadow'
> & { readonly features: Features }

/** What of a row says who asked for what. */
export interface RecordedRow {
  readonly requestId: string
  readonly requested: string
  readonly tenant: string | undefined
  readonly session: string | undefined
  readonly tags: Readonly<Record<string, string>>
  /** A RequestRecord as JSON. */
  readonly requestJson: string | undefined
}

/** Of a record, in characters: limits and targets of a request are few, or somebody means to fill the disk. */
const mostCharacters = 32_768

/**
 * As JSON: what a decision looked at, worked out where it had not been yet. Why its host could send it to no such target is kept without the
 * host's words, which may be of the prompt. Undefined = it would be too long.
 */
export function recordRequest(request: RouteRequest, features: Features): string | undefined {
  const { maxOutputTokens, output, lastTurn, constraints, unfit, formatBy, shadow } = request
  const { inputTokens, task, taskSource, taskConfidence, language } = features
  const { needsTools, needsJson, needsLogprobs, modalities, difficulty, turns } = features
  const record: RequestRecord = {
    features: {
      inputTokens,
      task,
      taskSource,
      taskConfidence,
      language,
      needsTools,
      needsJson,
      needsLogprobs,
      modalities,
      difficulty,
      turns,
    },
    maxOutputTokens,
    output,
    lastTurn,
    constraints,
    unfit: unfit && withoutWords(unfit),
    formatBy,
    shadow,
  }
  const json = JSON.stringify(record)
  return json.length > mostCharacters ? undefined : json
}

function withoutWords(unfit: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(unfit).map((target) => [target, 'could not be sent this request']))
}

/**
 * The request of a row, as far as a policy needs it to decide: with features and without messages, so that it can be decided on and not
 * sent. The same policy at the same moment decides on it as it did. Undefined = the row has no record that can
 * be read: an older Signalbox wrote it, the request had limits without end, or it was damaged.
 */
export function recallRequest(row: RecordedRow): RouteRequest | undefined {
  const { requestId: id, requested: model, tenant, session, tags, requestJson } = row
  const record = readRecord(requestJson)
  return record && { ...record, id, model, tenant, session, tags, messages: [] }
}

function readRecord(requestJson: string | undefined): RequestRecord | undefined {
  try {
    const record = JSON.parse(requestJson ?? 'null') as RequestRecord | null
    return typeof record?.features?.inputTokens === 'number' ? record : undefined
  } catch {
    return undefined
  }
}

import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createRouter, type Decision, type RouteRequest, UnknownModelError } from '@signalbox/core'
import { formatUsd } from '../format-money.ts'
import { loadPolicy } from '../load-policy.ts'
import type { Output } from '../console-output.ts'
import { toRequestRow } from '../request-row.ts'
import { UsageError } from '../usage-error.ts'

export interface RouteOptions {
  readonly config?: string | undefined
  readonly input?: string | undefined
  readonly task?: string | undefined
  readonly model?: string | undefined
  readonly system?: string | undefined
}

/** Decides for one prompt, or one request per line, and explains; no model call. */
export async function route(prompt: string | undefined, options: RouteOptions, output: Output): Promise<number> {
  const { options: policy, from } = loadPolicy(options.config)
  const router = createRouter(policy)
  const decide = async (request: RouteRequest, place: string): Promise<Decision> => {
    try {
      return await router.decide(request)
    } catch (error) {
      if (error instanceof UnknownModelError) throw new UsageError(`${place}: ${error.message}`)
      throw error
    }
  }
  if (options.input !== undefined) {
    if (!existsSync(options.input)) throw new UsageError(`--input ${options.input}: there is no such file.`)
    // Every line is read before the first is decided on: a bad line leaves no half output.
    const requests: RouteRequest[] = []
    let line = 0
    for await (const text of createInterface({ input: createReadStream(options.input), crlfDelay: Infinity })) {
      line++
      if (text.trim() !== '') requests.push(toRequestRow(text, `${options.input}:${line}`))
    }
    for (const [index, request] of requests.entries())
      process.stdout.write(`${JSON.stringify(await decide(request, `${options.input}:${index + 1}`))}\n`)
    return 0
  }
  if (prompt === undefined || prompt.trim() === '')
    throw new UsageError(
      'Give a prompt, or --input FILE.jsonl. Example: signalbox route "Translate to French: good morning"',
    )
  const decision = await decide(
    {
      messages: [
        ...(options.system === undefined ? [] : [{ role: 'system' as const, content: options.system }]),
        { role: 'user', content: prompt },
      ],
      task: options.task,
      model: options.model,
    },
    '--model',
  )
  output.result(decision, () => explain(decision, from))
  return decision.steps.length === 0 ? 1 : 0
}

function explain(decision: Decision, from: string): string {
  const first = decision.steps[0]
  const lines = [
    `task      ${decision.task} (${decision.taskSource})${decision.language === undefined ? '' : `, language ${decision.language}`}, about ${decision.inputTokens} input tokens`,
    first === undefined ? 'tier      none: no target may serve this request' : `tier      ${first.tier}`,
    first === undefined ? '' : `model     ${first.model} at ${first.target}`,
    `why       ${decision.reason}`,
    `expected  ${formatUsd(decision.expectedCostUsd)}${decision.baseline === undefined ? '' : `, ${formatUsd(decision.baseline.expectedCostUsd)} on ${decision.baseline.model}`}`,
    `policy    ${decision.policy.name} ${decision.policy.version} (${from})`,
    '',
    ...decision.passedOver.map(({ target, tier, reason }) => `  ${target} (${tier}): ${reason}`),
    ...decision.rejected.map(({ target, tier, detail }) => `  ${target} (${tier}): rejected, ${detail}`),
  ]
  return `${lines.filter((line, index) => line !== '' || index > 5).join('\n')}\n`
}

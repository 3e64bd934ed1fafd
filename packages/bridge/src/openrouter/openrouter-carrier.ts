import { priceOfTarget, type Rates, type Target } from '@signalbox/core'
import { UpstreamError, wireModelOf, type CarriedCall, type Carrier } from '@signalbox/http'
import type { CarrierFacts } from '../carrier-facts.ts'
import { checkProvider } from './check-provider.ts'
import { narrowProvider } from './narrow-provider.ts'
import type { OpenrouterProvider } from './openrouter-provider.ts'
import { toPolicyProvider } from './policy-provider.ts'
import { readOpenrouterAccount } from './read-openrouter-account.ts'
import { toOpenrouterFacts } from './to-openrouter-facts.ts'

/**
 * OpenRouter as the carrier of an upstream. One model a call, its own fall-back off; or, for targets of one pool, a list of models
 * that it falls back among. Operator, caller and policy each narrow the hosts it may choose, and none can widen them.
 */
export function createOpenrouterCarrier(facts: CarrierFacts = {}): Carrier {
  return {
    name: 'openrouter',
    toBody: (body, call) => {
      const { models: _, route: __, preset: ___, ...rest } = body
      return {
        ...rest,
        // A preset may name models of its own: it is the operator's to choose.
        ...(call.fields['preset'] !== undefined && { preset: call.fields['preset'] }),
        ...(call.alternates.length > 0 && { models: [body['model'], ...call.alternates.map(wireModelOf)] }),
        provider: joinProvider(body['provider'], call, facts),
        usage: { include: true },
      }
    },
    takesAlternates: true,
    // Who calls: OpenRouter ranks apps by them.
    passHeaders: ['http-referer', 'x-title', 'x-openrouter-title', 'x-openrouter-categories'],
    readReply: readOpenrouterAccount,
    toFacts: toOpenrouterFacts,
  }
}

/** @throws UpstreamError where the caller's object is none, or nobody is left who may serve */
function joinProvider(asked: unknown, call: CarriedCall, facts: CarrierFacts): OpenrouterProvider | undefined {
  const targets = [call.target, ...call.alternates]
  const operator = targets.map(({ id }) => readProvider(call.fieldsOf(id)['provider'], 'body.provider of the config'))
  const caller = readProvider(asked, 'provider')
  const rates = dearestRates(targets, facts)
  const joined = narrowProvider(
    ...(call.alternates.length > 0 ? operator : [{ allow_fallbacks: false, ...operator[0] }]),
    caller,
    facts.constraints && toPolicyProvider(facts.constraints, rates),
    call.request.constraints && toPolicyProvider(call.request.constraints, rates),
    // What a target is said to keep, its hosts are held to.
    targets.some(({ retentionDays }) => retentionDays === 0) ? { zdr: true, data_collection: 'deny' } : undefined,
  )
  if (joined.kind === 'impossible')
    throw new UpstreamError(
      `no host of OpenRouter may serve ${call.target.id}: ${joined.reasons.join('; ')}. Loosen the provider object or a constraint.`,
      { code: 'unsupported' },
    )
  return Object.keys(joined.provider).length === 0 ? undefined : joined.provider
}

function readProvider(value: unknown, place: string): OpenrouterProvider | undefined {
  if (value === undefined || value === null) return undefined
  const { provider, issues } = checkProvider(value)
  if (provider !== undefined) return provider
  const told = issues.map(({ path, message }) => `${path === '' ? place : `${place}.${path}`} ${message}`).join(' ')
  throw new UpstreamError(told, { status: 400, code: 'invalid_request_error' })
}

/** What our ceilings reckon with is the most a host may ask, whichever of the models it serves; undefined = not known of one of them. */
function dearestRates(targets: readonly Target[], { catalog, nowMs = Date.now }: CarrierFacts): Rates | undefined {
  let inputPerMillionUsd = 0
  let outputPerMillionUsd = 0
  for (const target of targets) {
    const card = catalog?.find(target.model)
    const price = card && priceOfTarget(target, card, nowMs())
    if (price === undefined) return undefined
    for (const tier of price.tiers) {
      inputPerMillionUsd = Math.max(inputPerMillionUsd, tier.inputPerMillionUsd)
      outputPerMillionUsd = Math.max(outputPerMillionUsd, tier.outputPerMillionUsd)
    }
  }
  return { inputPerMillionUsd, outputPerMillionUsd }
}

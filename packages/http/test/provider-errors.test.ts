import { providerErrors, type ProviderError } from '@signalbox/contract-tests'
import { classifyFailure, type CallContext, type Failure } from '@signalbox/core'
import { createUpstreamCall, httpDialect, type HttpPart } from '@signalbox/http'
import { describe, expect, it } from 'vitest'

/** Through this package's own path: reply, error, facts, and the core's tables. */
async function classify({ provider, status, body, headers }: ProviderError): Promise<Failure> {
  const dialect = provider === 'anthropic' ? 'anthropic-messages' : 'openai-chat'
  const call = createUpstreamCall({
    upstreams: [{ name: 'u', dialect, baseUrl: 'http://u.test' }],
    request: { messages: [{ role: 'user', content: 'hi' }] },
    fetch: async () =>
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      }),
  })
  const context = {
    signal: new AbortController().signal,
    attempt: { n: 1, step: 0 },
    decision: { requestId: 'r', steps: [] },
    alternates: [],
  }
  let error: unknown
  try {
    const { parts } = await call({ id: 't', model: 'v/m', upstream: 'u' }, context as unknown as CallContext)
    const notes = {
      failed: (noted: unknown) => void (error = noted),
      servedModel: () => {},
      usage: () => {},
      end: () => {},
      content: () => {},
    }
    for (const part of parts as readonly HttpPart[]) httpDialect.open().read(part, notes as never)
  } catch (thrown) {
    error = thrown
  }
  return classifyFailure(httpDialect.toFacts(error), 'before-head', Date.UTC(2026, 10, 24))
}

describe('error replies of providers', () => {
  const rows = providerErrors.map(
    (row) => [row.provider, row.status, JSON.stringify(row.body).slice(0, 90), row] as const,
  )
  it.each(rows)('%s %d %s', async (_provider, _status, _body, row) => {
    const { kind, scope, disposition } = await classify(row)
    expect(row.expected.split('|')).toContain(`${kind} ${scope} ${disposition}`)
  })

  it('are at least 120 of at least 12 providers', () => {
    expect(providerErrors.length).toBeGreaterThanOrEqual(120)
    expect(new Set(providerErrors.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(12)
  })

  it('are never tried again on the same target where money, length or policy is the matter', async () => {
    const failures = await Promise.all(providerErrors.map(classify))
    const dear = failures.filter(({ kind }) => ['quota', 'context-length', 'content-policy'].includes(kind))
    expect(dear.length).toBeGreaterThanOrEqual(50)
    expect(dear.filter(({ disposition }) => disposition === 'retry-same')).toEqual([])
  })
})

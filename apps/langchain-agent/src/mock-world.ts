import { createMockProvider, startMockServer, type MockAnswer, type MockRequest } from '@signalbox/mock-providers'
import type { Environment } from './routed-model.ts'

export const mockNames = ['deepseek', 'zai', 'anthropic'] as const
export type MockName = (typeof mockNames)[number]

const names: Readonly<Record<MockName, { readonly model: string; readonly variable: string }>> = {
  deepseek: { model: 'deepseek-v4-pro', variable: 'DEEPSEEK' },
  zai: { model: 'glm-5.2', variable: 'ZAI' },
  anthropic: { model: 'claude-sonnet-4-6', variable: 'ANTHROPIC' },
}

export interface Mocks {
  readonly env: Environment
  readonly close: () => Promise<void>
}

/** Three fake providers on sockets, each in its own dialect; they ask for tools as a model would, and read what the tools say. */
export async function startMocks(down?: MockName): Promise<Mocks> {
  const servers = await Promise.all(
    mockNames.map(async (name) => {
      const { model, variable } = names[name]
      const faults = name === down ? () => ({ kind: 'status', status: 503 }) as const : undefined
      const server = await startMockServer(
        createMockProvider({ name, models: { [model]: { answer: think, tokensPerSecond: 80, faults } } }),
      )
      return { variable, server }
    }),
  )
  return {
    env: Object.fromEntries(
      servers.flatMap(({ variable, server }) => [
        [`${variable}_API_KEY`, 'mock'],
        [`${variable}_BASE_URL`, `${server.url}/v1`],
      ]),
    ),
    close: async () => {
      await Promise.all(servers.map(({ server }) => server.close()))
    },
  }
}

/** One kind of question: what to look up, each step from the results so far, and what to say in the end. */
interface Plan {
  readonly when: RegExp
  readonly steps: readonly ((
    results: readonly string[],
  ) => readonly [tool: string, args: Readonly<Record<string, string>>])[]
  readonly say: (results: readonly string[]) => string
}

const query = (sql: string) => () => ['query_database', { sql }] as const
const search = (words: string) => () => ['search_documents', { query: words }] as const
const sold = `SELECT SUM(o.quantity) AS sold, SUM(o.quantity * p.price_usd) AS revenue_usd FROM orders o JOIN products p ON p.id = o.product_id
WHERE p.category = 'lamp' AND o.ordered_on LIKE '2026-03-%'`
const spent = `SELECT c.name, SUM(o.quantity * p.price_usd) AS spent_usd FROM orders o JOIN products p ON p.id = o.product_id
JOIN customers c ON c.id = o.customer_id GROUP BY c.id ORDER BY spent_usd DESC LIMIT 1`

const plans: readonly Plan[] = [
  {
    when: /lamps.*march/i,
    steps: [query(sold), ([rows]) => ['calculator', { expression: `0.08 * ${String(field(rows, 'revenue_usd'))}` }]],
    say: ([rows, share]) =>
      `We sold ${String(field(rows, 'sold'))} lamps in March 2026 for $${String(field(rows, 'revenue_usd'))}; 8 % of that is $${share ?? '?'}.`,
  },
  {
    when: /customer.*most/i,
    steps: [query(spent), search('return days')],
    say: ([rows, text]) =>
      `${String(field(rows, 'name'))} has spent the most ($${String(field(rows, 'spent_usd'))}). Things may be sent back ${/within \d+ days of delivery/.exec(text ?? '')?.[0] ?? 'as the documents say'}.`,
  },
  {
    when: /document|warranty|shipping|return/i,
    steps: [search('broken lamp replaced')],
    say: ([text]) => `Our documents say: ${firstSentences(text)}`,
  },
  {
    when: /prove/i,
    steps: [() => ['calculator', { expression: '1 - 0.8 * 0.75' }]],
    say: ([share]) =>
      `After 20 % off, 0.8 of the price is left; 25 % off that leaves 0.8 × 0.75 = 0.6 of it. The two together take ${share ?? '?'} of the price, which is 40 % and never 45 %, whatever the price.`,
  },
]

function think(request: MockRequest): MockAnswer {
  const plan = plans.find(({ when }) => when.test(request.prompt))
  const results = resultsOf(request)
  if (plan === undefined)
    return {
      text: 'This answer comes from a mock provider on your own machine: it knows four questions. With real keys the same code asks a real model.',
    }
  const step = plan.steps[results.length]
  if (step === undefined) return { text: plan.say(results) }
  const [name, args] = step(results)
  return { toolCalls: [{ name, argumentsJson: JSON.stringify(args) }] }
}

interface WireMessage {
  readonly role?: string
  readonly content?: string | readonly { readonly type?: string; readonly content?: unknown; readonly text?: string }[]
}

/** What tools have said, in either dialect. */
function resultsOf({ body }: MockRequest): readonly string[] {
  return ((body['messages'] ?? []) as readonly WireMessage[]).flatMap(({ role, content }) => {
    if (role === 'tool') return [textOf(content)]
    if (!Array.isArray(content)) return []
    return content.filter(({ type }) => type === 'tool_result').map((part) => textOf(part.content))
  })
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  return Array.isArray(content) ? content.map((part: { readonly text?: string }) => part.text ?? '').join('') : ''
}

function field(rows: string | undefined, name: string): unknown {
  const [row] = JSON.parse(rows ?? '[{}]') as readonly Readonly<Record<string, unknown>>[]
  return row?.[name]
}

function firstSentences(text = ''): string {
  return text
    .split(/(?<=\.) /)
    .slice(0, 2)
    .join(' ')
}

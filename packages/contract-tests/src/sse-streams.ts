/** A stream as a provider sends it, and what is in it. */
export interface SseStream {
  readonly name: string
  readonly dialect: 'openai-chat' | 'anthropic-messages'
  /** With LF line ends. */
  readonly text: string
  /** What a reader makes of it. */
  readonly content: string
  readonly finish: string | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}

/** How a host of OpenAI's chat dialect dresses its chunks. */
interface Flavour {
  readonly name: string
  readonly before?: string
  readonly envelope: Readonly<Record<string, unknown>>
  readonly opening: unknown
  readonly usageAt: 'own-chunk' | 'last-chunk' | 'x_groq' | 'nowhere' | 'every-chunk'
  readonly between?: string
  readonly done: string
}

const flavours: readonly Flavour[] = [
  {
    name: 'openai',
    envelope: { object: 'chat.completion.chunk', system_fingerprint: 'fp_1', service_tier: 'default' },
    opening: { role: 'assistant', content: '', refusal: null },
    usageAt: 'own-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'azure',
    before:
      'data: {"id":"","object":"","created":0,"model":"","choices":[],"prompt_filter_results":[{"prompt_index":0}]}\n\n',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant', content: '' },
    usageAt: 'own-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'deepseek',
    before: ': keep-alive\n\n',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant', content: null, reasoning_content: '' },
    usageAt: 'last-chunk',
    between: ': keep-alive\n\n',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'groq',
    envelope: { object: 'chat.completion.chunk', x_groq: { id: 'req_1' } },
    opening: { role: 'assistant', content: '' },
    usageAt: 'x_groq',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'mistral',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant', content: '' },
    usageAt: 'last-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'openrouter',
    before: ': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n',
    envelope: { object: 'chat.completion.chunk', provider: 'Someone' },
    opening: { role: 'assistant', content: '' },
    usageAt: 'own-chunk',
    between: ': OPENROUTER PROCESSING\n\n',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'together',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant', content: '', token_id: 1 },
    usageAt: 'last-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'vllm',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant', content: '' },
    usageAt: 'every-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'ollama',
    envelope: { object: 'chat.completion.chunk', system_fingerprint: 'fp_ollama' },
    opening: { role: 'assistant', content: '' },
    usageAt: 'own-chunk',
    done: 'data: [DONE]\n\n',
  },
  {
    name: 'gemini',
    envelope: { object: 'chat.completion.chunk' },
    opening: { role: 'assistant' },
    usageAt: 'nowhere',
    done: '',
  },
]

const texts = {
  plain: ['Signals', ' are', ' set', ' at', ' danger.'],
  wide: ['信号', 'は', '青', ' 🚦👩‍🚒', ' e\u0301 ', '𠮷', ' ok'],
} as const
const usage = { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 }

/** Ten flavours of the chat dialect in four shapes, Anthropic's messages in six, and what no provider should send. */
export const sseStreams: readonly SseStream[] = [
  ...flavours.flatMap((flavour) => [
    chat(
      flavour,
      'plain',
      texts.plain.map((content) => ({ content })),
    ),
    chat(
      flavour,
      'wide',
      texts.wide.map((content) => ({ content })),
    ),
    chat(flavour, 'tool call', toolDeltas(), 'tool_calls'),
    chat(
      flavour,
      'odd lines',
      texts.plain.map((content) => ({ content })),
      'stop',
      toOddLines,
    ),
  ]),
  anthropic('plain', texts.plain),
  anthropic('wide', texts.wide),
  anthropic('thinking first', texts.plain, { thinking: 'Let me see' }),
  anthropic('tool use', [], { tool: true }),
  anthropic('pings between', texts.wide, { pings: true }),
  anthropic('usage repeated', texts.plain, { repeats: 3 }),
]

function chat(
  flavour: Flavour,
  shape: string,
  deltas: readonly Readonly<Record<string, unknown>>[],
  finish = 'stop',
  dress: (frame: string) => string = (frame) => frame,
): SseStream {
  const chunk = (choices: unknown, more: object = {}): string =>
    dress(
      `data: ${JSON.stringify({ id: 'chatcmpl-1', created: 1, model: 'm', ...flavour.envelope, choices, ...more })}\n\n`,
    )
  const choice = (delta: unknown, finish_reason: string | null = null): unknown => [{ index: 0, delta, finish_reason }]
  const running = (n: number): object =>
    flavour.usageAt === 'every-chunk' ? { usage: { ...usage, completion_tokens: Math.min(n, 7) } } : {}
  const last =
    flavour.usageAt === 'last-chunk' || flavour.usageAt === 'every-chunk'
      ? { usage }
      : flavour.usageAt === 'x_groq'
        ? { x_groq: { id: 'req_1', usage }, usage }
        : {}
  const text = [
    flavour.before ?? '',
    chunk(choice(flavour.opening), running(0)),
    ...deltas.flatMap((delta, n) => [flavour.between ?? '', chunk(choice(delta), running(n + 1))]),
    chunk(choice({}, finish), last),
    flavour.usageAt === 'own-chunk' ? chunk([], { usage }) : '',
    flavour.done,
  ].join('')
  const isCounted = flavour.usageAt !== 'nowhere'
  return {
    name: `${flavour.name}, ${shape}`,
    dialect: 'openai-chat',
    text,
    content: deltas.map((delta) => (typeof delta['content'] === 'string' ? delta['content'] : '')).join(''),
    finish,
    inputTokens: isCounted ? 12 : undefined,
    outputTokens: isCounted ? 7 : undefined,
  }
}

function toolDeltas(): Readonly<Record<string, unknown>>[] {
  const call = (fields: object): Readonly<Record<string, unknown>> => ({ tool_calls: [{ index: 0, ...fields }] })
  return [
    call({ id: 'call_1', type: 'function', function: { name: 'search', arguments: '' } }),
    ...['{"query":', '"信号 🚦', '"}'].map((part) => call({ function: { arguments: part } })),
  ]
}

/** Fields that must be ignored, an event that says nothing, and data over two lines: JSON may break where a space may stand. */
function toOddLines(frame: string): string {
  return `id: 7\nretry: 100\nfoo: bar\nevent\n:comment\n${frame.replace(',"choices"', ',\ndata:"choices"')}data\n\n: only a comment\n\n`
}

function anthropic(
  shape: string,
  pieces: readonly string[],
  more: {
    readonly thinking?: string
    readonly tool?: boolean
    readonly pings?: boolean
    readonly repeats?: number
  } = {},
): SseStream {
  const event = (type: string, fields: object = {}): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
  const ping = more.pings === true ? event('ping') : ''
  const block = (index: number, content_block: object, deltas: readonly object[]): string =>
    [
      event('content_block_start', { index, content_block }),
      ...deltas.map((delta) => ping + event('content_block_delta', { index, delta })),
      event('content_block_stop', { index }),
    ].join('')
  const delta = event('message_delta', {
    delta: { stop_reason: more.tool === true ? 'tool_use' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: 7 },
  })
  const text = [
    event('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        usage: { input_tokens: 12, output_tokens: 1 },
      },
    }),
    event('ping'),
    more.thinking === undefined
      ? ''
      : block(0, { type: 'thinking', thinking: '' }, [
          { type: 'thinking_delta', thinking: more.thinking },
          { type: 'signature_delta', signature: 'abc' },
        ]),
    more.tool === true
      ? block(
          1,
          { type: 'tool_use', id: 'toolu_1', name: 'search', input: {} },
          ['', '{"query":', '"信号 🚦"}'].map((partial_json) => ({ type: 'input_json_delta', partial_json })),
        )
      : block(
          1,
          { type: 'text', text: '' },
          pieces.map((piece) => ({ type: 'text_delta', text: piece })),
        ),
    delta.repeat(more.repeats ?? 1),
    event('message_stop'),
  ].join('')
  return {
    name: `anthropic, ${shape}`,
    dialect: 'anthropic-messages',
    text,
    content: pieces.join(''),
    finish: more.tool === true ? 'tool_use' : 'end_turn',
    inputTokens: 12,
    outputTokens: 7,
  }
}

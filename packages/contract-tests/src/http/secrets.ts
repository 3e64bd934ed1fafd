/** Something that must stay where it was put. */
export interface PlantedSecret {
  readonly name: string
  readonly value: string
  /** The operator's go to one provider, in its place; the client's words go to providers, his credentials to nobody. */
  readonly owner: 'operator' | 'words' | 'credentials'
}

const plant = <const Names extends readonly string[]>(
  owner: PlantedSecret['owner'],
  names: Names,
): Readonly<Record<Names[number], PlantedSecret>> =>
  Object.fromEntries(
    // Letters and digits alone, so that no encoding on the way changes how one looks.
    names.map((name, index) => [
      name,
      { name, owner, value: `${owner}${index}x${name.replaceAll(/\W/g, '')}x7f3a9c1e5b` },
    ]),
  ) as Readonly<Record<Names[number], PlantedSecret>>

const operator = plant('operator', [
  'key',
  'key of the fallback',
  'key of the large',
  'token header',
  'second header',
  'address',
])
const words = plant('words', [
  'system prompt',
  'first prompt',
  'last prompt',
  'tool arguments',
  'tool result',
  'tool description',
  'schema default',
  'stop sequence',
  'user id',
  'metadata',
  'image',
])
const credentials = plant('credentials', ['bearer token', 'api key', 'cookie', 'proxy token'])

/** All of them. */
export const plantedSecrets: readonly PlantedSecret[] = [operator, words, credentials].flatMap((group) =>
  Object.values<PlantedSecret>(group),
)

/** What an operator gives an upstream beyond its address. */
export function secretsOfUpstream(name: string): {
  readonly apiKey: string
  readonly headers: Readonly<Record<string, string>>
} {
  const isPrimary = name === 'primary'
  const key = isPrimary
    ? operator.key
    : name === 'large'
      ? operator['key of the large']
      : operator['key of the fallback']
  return {
    apiKey: key.value,
    headers: { 'x-org-token': (isPrimary ? operator['token header'] : operator['second header']).value },
  }
}

/** A part of the primary's address, as some hosts put an account or a key into it. */
export const addressSecret: string = operator.address.value

/** What the primary is sent in heads, and might echo. */
export const echoedSecrets: string = `${operator.key.value} ${operator['token header'].value}`
export const keyOfPrimary: string = operator.key.value
export const lastPrompt: string = words['last prompt'].value

/** What a careless client sends along. */
export const secretHeaders: Readonly<Record<string, string>> = {
  authorization: `Bearer ${credentials['bearer token'].value}`,
  'x-api-key': credentials['api key'].value,
  cookie: `session=${credentials.cookie.value}`,
  'proxy-authorization': `Basic ${credentials['proxy token'].value}`,
}

/** A chat request that has a secret in every place where people put them. With an image only on demand: not every model sees. */
export function secretBody(stream: boolean, withImage = false): Readonly<Record<string, unknown>> {
  const image = `data:image/png;base64,${words.image.value}`
  return {
    model: 'auto',
    stream,
    user: words['user id'].value,
    metadata: { customer: words.metadata.value },
    stop: [words['stop sequence'].value],
    signalbox: { task: 'chat' },
    messages: [
      { role: 'system', content: words['system prompt'].value },
      { role: 'user', content: words['first prompt'].value },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'search', arguments: JSON.stringify({ q: words['tool arguments'].value }) },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: words['tool result'].value },
      {
        role: 'user',
        content: [
          { type: 'text', text: words['last prompt'].value },
          ...(withImage ? [{ type: 'image_url', image_url: { url: image } }] : []),
        ],
      },
    ],
    tools: [
      {
        type: 'function',
        function: {
          name: 'search',
          description: words['tool description'].value,
          parameters: { type: 'object', properties: { q: { type: 'string', default: words['schema default'].value } } },
        },
      },
    ],
  }
}

import { synthesizeJson, type MockAnswer, type MockRequest } from '@signalbox/mock-providers'

interface Tool {
  readonly name?: string
  readonly input_schema?: unknown
  readonly function?: { readonly name: string; readonly parameters: unknown }
}

interface Body {
  readonly tools?: readonly Tool[]
  readonly tool_choice?:
    | string
    | { readonly type?: string; readonly name?: string; readonly function?: { readonly name: string } }
  readonly output_config?: { readonly format?: { readonly schema?: unknown } }
  readonly response_format?: { readonly type?: string; readonly json_schema?: { readonly schema?: unknown } }
}

/** A model that does what it is asked: calls each tool it has not called yet, fills in the schema it is given, else says `text`. */
export function obedient(text: string): (request: MockRequest) => MockAnswer {
  return (request) => {
    const { tools = [], tool_choice: choice, response_format: format, output_config: output } = request.body as Body
    if (output?.format !== undefined) return { text: JSON.stringify(synthesizeJson(output.format.schema)) }
    if (format?.type === 'json_schema') return { text: JSON.stringify(synthesizeJson(format.json_schema?.schema)) }
    if (choice === 'none') return { text }
    const wanted = typeof choice === 'object' ? (choice.name ?? choice.function?.name) : undefined
    const isAnswered = wanted === undefined && choice !== 'required' && hasResults(request)
    const open = tools.filter((tool) => wanted === undefined || nameOf(tool) === wanted)
    if (isAnswered || open.length === 0) return { text }
    return {
      toolCalls: open.map((tool, index) => ({
        id: `call_${request.n}_${index}`,
        name: nameOf(tool),
        argumentsJson: JSON.stringify(synthesizeJson(tool.function?.parameters ?? tool.input_schema)),
      })),
    }
  }
}

function nameOf({ name, function: inner }: Tool): string {
  return inner?.name ?? name ?? ''
}

function hasResults({ body }: MockRequest): boolean {
  return /"role":"tool"|"type":"tool_result"/.test(JSON.stringify(body['messages']))
}

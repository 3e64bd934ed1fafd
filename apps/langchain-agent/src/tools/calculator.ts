import { tool } from '@langchain/core/tools'
import { all, create } from 'mathjs'
import { z } from 'zod'

const math = create(all ?? {})
const { evaluate, format } = math
const closed = (): never => {
  throw new Error('Only arithmetic is allowed here.')
}
// The library's own advice for expressions that come from outside.
math.import(
  {
    import: closed,
    createUnit: closed,
    reviver: closed,
    evaluate: closed,
    parse: closed,
    simplify: closed,
    derivative: closed,
  },
  { override: true },
)

/** Works out an expression. What cannot be worked out comes back as words, for the model to mend. */
export const calculator = tool(
  ({ expression }) => {
    try {
      return format(evaluate(expression.slice(0, 500)), { precision: 12 })
    } catch (error) {
      return `Not worked out: ${error instanceof Error ? error.message : String(error)}`
    }
  },
  {
    name: 'calculator',
    description: 'Works out an arithmetic expression, such as "0.08 * (1341 + 20)".',
    schema: z.object({ expression: z.string().describe('The expression, in plain arithmetic') }),
  },
)

import type { JsonSchema } from '@signalbox/core'
import { isStrictSchema } from './is-strict-schema.ts'
import type { WireTool } from './wire-request.ts'

/** A tool's parameters as every provider takes them: those of an object, even where there are none. */
export function toToolSchema({ parameters }: WireTool): JsonSchema {
  return { type: 'object', properties: {}, ...parameters }
}

/** Whether calls can be held to the schema; its client may ask for that where its own provider has looser rules. */
export function isStrictTool({ strict, parameters }: WireTool): boolean {
  return strict === true && isStrictSchema(parameters)
}

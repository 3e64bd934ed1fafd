import { toJsonSchema } from '@langchain/core/utils/json_schema'
import { isSerializableSchema } from '@langchain/core/utils/standard_schema'
import { isInteropZodSchema } from '@langchain/core/utils/types'
import type { JsonSchema } from '@signalbox/core'

/** A schema in any of LangChain's forms as JSON Schema; undefined = it cannot be written so (a date, say), or is none. */
export function jsonSchemaOf(schema: unknown): JsonSchema | undefined {
  if (typeof schema !== 'object' && typeof schema !== 'function') return undefined
  try {
    const isForeign = isInteropZodSchema(schema) || isSerializableSchema(schema)
    return (isForeign ? toJsonSchema(schema as never) : schema) as JsonSchema
  } catch {
    return undefined
  }
}

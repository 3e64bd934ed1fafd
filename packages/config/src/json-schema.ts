import { z } from 'zod'
import { configSchema } from './config-schema.ts'

/** The JSON Schema that editors complete and check the file with: draft 7, which all of them read. */
export function toJsonSchema(): Record<string, unknown> {
  return { title: 'Signalbox config', ...z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) }
}

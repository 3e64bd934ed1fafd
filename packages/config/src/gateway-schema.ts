import { z } from 'zod'
import type { GatewayConfig } from './gateway-config.ts'

const text = z.string().min(1)

/** The section `gateway`. Its names are those of `GatewayOptions` in @signalbox/http, which this package may not import. */
export const gatewaySchema: z.ZodType<GatewayConfig> = z.strictObject({
  host: text.optional().describe('address to listen on; other than loopback only with a token'),
  port: z.number().int().min(0).max(65_535).optional(),
  token: z
    .union([text, z.array(text).min(1)], { error: 'must be ${NAME}, or a list of such names' })
    .optional()
    .describe('names of environment variables as ${NAME}; callers send the value of any one of them'),
  headers: z.array(z.enum(['decision', 'model', 'tier', 'escalated', 'attempts', 'cost-usd', 'dropped'])).optional(),
  allow: z
    .array(z.enum(['task', 'tags', 'tenant', 'session', 'constraints', 'commit', 'shadow', 'dryRun']))
    .optional()
    .describe('what callers may say of a request; default: all but tenant'),
  onUnsupported: z.enum(['drop', 'refuse']).optional(),
  maxBodyBytes: z.number().int().positive().optional(),
  keepAliveMs: z.number().int().nonnegative().optional(),
  drainMs: z.number().int().nonnegative().optional(),
  log: z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional(),
})

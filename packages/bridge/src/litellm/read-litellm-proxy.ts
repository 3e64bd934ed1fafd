import { z } from 'zod'
import { askLitellm, toLitellmRoot, type LitellmAccess } from './ask-litellm.ts'

/** A LiteLLM proxy that is ready, and what its key may ask it for. */
export interface LitellmProxy {
  /** undefined = it does not say: an old one, or the key may not see it. */
  readonly version: string | undefined
  /** `connected`, `Not connected`: it has none. undefined = it does not say. */
  readonly database: string | undefined
  /** Model groups and aliases, wildcards (`openai/*`) as they are configured. */
  readonly models: readonly string[]
}

const readinessSchema = z.looseObject({
  db: z.string().optional().catch(undefined),
  litellm_version: z.string().optional().catch(undefined),
})
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })
const modelsPath = '/v1/models?return_wildcard_routes=true'

/** Whether a proxy is ready, its version, and its models. @throws Error for one that is down, not ready, refuses the key, or is none: says the address and the remedy */
export async function readLitellmProxy(access: LitellmAccess): Promise<LitellmProxy> {
  const ready = readinessSchema.safeParse(await askLitellm('/health/readiness', access))
  const list = modelsSchema.safeParse(ready.success ? await askLitellm(modelsPath, access) : undefined)
  if (!ready.success || !list.success)
    throw new Error(
      `${toLitellmRoot(access.baseUrl)} answered with JSON of another kind. Check the address: it is to be a LiteLLM proxy's.`,
    )
  return {
    version: ready.data.litellm_version ?? (await readVersion(access)),
    database: ready.data.db,
    models: list.data.data.map(({ id }) => id),
  }
}

/** 1.106 tells it only to those who have a key. */
async function readVersion(access: LitellmAccess): Promise<string | undefined> {
  try {
    return readinessSchema.safeParse(await askLitellm('/health/readiness/details', access)).data?.litellm_version
  } catch {
    return undefined
  }
}

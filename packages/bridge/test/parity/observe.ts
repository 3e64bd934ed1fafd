import type { Ask } from './gateways.ts'
import { inTurn } from './in-turn.ts'
import { requestsOf } from './requests.ts'
import type { Verdict } from './verdict.ts'

/** `group: request` -> who served it, or why nobody did. */
export type Observed = ReadonlyMap<string, Verdict | 'refused'>

/** A proxy has one core: more at a time would be timed out by their own number. Silent ones only wait. */
const busy = 12
const waiting = 60

/** Sends each name its twenty requests. */
export async function observe(
  names: readonly string[],
  modelsOf: (name: string) => readonly string[],
  ask: Ask,
): Promise<Observed> {
  const all = names.flatMap((model) => requestsOf(modelsOf(model)).map((request) => ({ ...request, model })))
  const isSilent = ({ script }: (typeof all)[number]): boolean => Object.values(script).includes('silence')
  const one = async ({ model, name, script, isMixed }: (typeof all)[number]) => {
    const verdict = await ask(model, script)
    return [`${model}: ${name}`, isMixed === true && !verdict.startsWith('served') ? 'refused' : verdict] as const
  }
  const quick = await inTurn(
    all.filter((request) => !isSilent(request)),
    busy,
    one,
  )
  const slow = await inTurn(all.filter(isSilent), waiting, one)
  return new Map([...quick, ...slow])
}

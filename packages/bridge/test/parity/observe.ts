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
  // In a group of one its first model is all of it: what is the same request is sent once.
  const sent = new Map(all.map((request) => [JSON.stringify([request.model, request.script]), request]))
  const isSilent = ({ script }: (typeof all)[number]): boolean => Object.values(script).includes('silence')
  const verdicts = new Map<string, Verdict>()
  const one = async ([id, { model, script }]: readonly [string, (typeof all)[number]]): Promise<void> =>
    void verdicts.set(id, await ask(model, script))
  await inTurn(
    [...sent].filter(([, request]) => !isSilent(request)),
    busy,
    one,
  )
  await inTurn(
    [...sent].filter(([, request]) => isSilent(request)),
    waiting,
    one,
  )
  return new Map(
    all.map(({ model, name, script, isMixed }) => {
      const verdict = verdicts.get(JSON.stringify([model, script])) ?? 'refused'
      return [`${model}: ${name}`, isMixed === true && !verdict.startsWith('served') ? 'refused' : verdict]
    }),
  )
}

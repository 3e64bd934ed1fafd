import type { ImportContext } from './import-context.ts'
import type { DeployedTarget } from './to-targets.ts'

/** Target id -> its share of the traffic of its group; 0: it only stands in. */
export type Shares = ReadonlyMap<string, number>

/** By weight, else by rpm, else by tpm, else evenly: as LiteLLM's simple-shuffle draws. */
export function toShares(members: readonly DeployedTarget[], { environment, account }: ImportContext): Shares {
  const read = (name: string): readonly number[] =>
    members.map(({ deployment }) => environment.toNumber(deployment.params[name]) ?? 0)
  const metric =
    members.length < 2 ? undefined : ['weight', 'rpm', 'tpm'].find((name) => read(name).some((one) => one > 0))
  const values = metric === undefined ? members.map(() => 1) : read(metric)
  for (const { deployment } of members)
    for (const name of ['weight', 'rpm', 'tpm'])
      if (name !== metric && deployment.params[name] !== undefined)
        account.say(
          deployment.at(name),
          name === 'weight' ? 'carried' : 'not-carried',
          name === 'weight'
            ? 'It has no other deployment to share with.'
            : 'Rates are not enforced here; a provider that says 429 is left for the next target.',
        )
  members.forEach(({ deployment }, index) => {
    if (metric !== undefined && values[index] === 0 && deployment.params[metric] !== undefined)
      account.say(
        deployment.at(metric),
        'different',
        'It is never drawn, as there; here it stands in where the others fail.',
      )
  })
  return new Map(members.map(({ target }, index) => [target.id, values[index] ?? 0]))
}

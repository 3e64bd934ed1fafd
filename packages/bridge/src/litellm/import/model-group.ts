import type { DeployedTarget } from './to-targets.ts'

/** The deployments of one `model_name`: a tier. */
export interface ModelGroup {
  readonly name: string
  readonly members: readonly DeployedTarget[]
}

/** Cheapest first by the cheapest member; groups without a known price last, in the order of the file. */
export function toGroups(deployed: readonly DeployedTarget[]): readonly ModelGroup[] {
  const groups = new Map<string, DeployedTarget[]>()
  for (const one of deployed) groups.set(one.deployment.group, [...(groups.get(one.deployment.group) ?? []), one])
  const price = ({ members }: ModelGroup): number =>
    Math.min(...members.map(({ blendedPrice }) => blendedPrice ?? Infinity))
  return [...groups]
    .map(([name, members]) => ({ name, members }))
    .toSorted((a, b) => (price(a) === price(b) ? 0 : price(a) - price(b)))
}

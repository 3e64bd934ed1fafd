import type { Constraints, RouteRequest } from '@signalbox/core'
import type { Arm } from './arms.ts'

/** A request as one arm is asked it: every limit of its own holds, and nobody else stands in. */
export function toArmRequest(asked: RouteRequest, arm: Arm): RouteRequest {
  return { ...asked, model: arm.ask, constraints: onlyBy(arm, asked.constraints) }
}

function onlyBy({ targets }: Arm, constraints: Constraints | undefined): Constraints {
  const own = constraints?.targets
  const allow = own?.allow === undefined ? targets : targets.filter((id) => own.allow?.includes(id))
  return { ...constraints, targets: { allow, deny: own?.deny } }
}

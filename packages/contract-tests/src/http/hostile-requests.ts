import { hostileHeads } from './hostile-heads.ts'
import { hostileJson } from './hostile-json.ts'
import { hostileNames } from './hostile-names.ts'
import type { HostileRequest } from './hostile-request.ts'
import { hostileWire } from './hostile-wire.ts'
import { wrongTypes } from './wrong-types.ts'

/** Every hostile request that a gateway must survive; each has a name of its own. */
export const hostileRequests: readonly HostileRequest[] = [
  ...hostileWire,
  ...hostileHeads,
  ...hostileJson,
  ...hostileNames,
  ...wrongTypes,
]

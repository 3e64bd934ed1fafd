import type { Target } from '../catalog/target.ts'
import type { CallContext } from './call.ts'
import type { PlainReply } from './plain-reply.ts'

/** The simplest call: one whole answer. What `router.run(request, call)` takes without a dialect. */
export type PlainCall = (target: Target, context: CallContext) => PlainReply | PromiseLike<PlainReply>

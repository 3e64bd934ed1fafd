import { parseArgs } from 'node:util'
import { benchAiSdk } from './ai-sdk.ts'
import { benchDecision } from './decision.ts'
import { benchGateway } from './gateway.ts'
import { benchHostile } from './hostile.ts'
import { benchLangchain } from './langchain.ts'
import { benchLedger } from './ledger.ts'
import { benchOverhead } from './overhead.ts'
import { benchReplay } from './replay.ts'
import { benchSoak } from './soak.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, profile: { type: 'string' }, rounds: { type: 'string' } },
})
const wanted = new Set(positionals)
const isWanted = (name: string): boolean => wanted.size === 0 || wanted.has(name)

if (isWanted('decision')) await benchDecision()
if (isWanted('overhead')) await benchOverhead()
if (isWanted('ai-sdk')) await benchAiSdk()
if (isWanted('langchain')) await benchLangchain()
if (isWanted('ledger')) await benchLedger()
if (isWanted('replay')) await benchReplay()
if (isWanted('hostile')) await benchHostile()
if (isWanted('soak')) await benchSoak()
// By name only: it installs other people's gateways.
if (wanted.has('gateway'))
  await benchGateway({ ...values, rounds: values.rounds === undefined ? undefined : Number(values.rounds) })

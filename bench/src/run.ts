import { benchAiSdk } from './ai-sdk.ts'
import { benchDecision } from './decision.ts'
import { benchHostile } from './hostile.ts'
import { benchLangchain } from './langchain.ts'
import { benchLedger } from './ledger.ts'
import { benchOverhead } from './overhead.ts'
import { benchSoak } from './soak.ts'

const wanted = new Set(process.argv.slice(2))
const isWanted = (name: string): boolean => wanted.size === 0 || wanted.has(name)

if (isWanted('decision')) await benchDecision()
if (isWanted('overhead')) await benchOverhead()
if (isWanted('ai-sdk')) await benchAiSdk()
if (isWanted('langchain')) await benchLangchain()
if (isWanted('ledger')) await benchLedger()
if (isWanted('hostile')) await benchHostile()
if (isWanted('soak')) await benchSoak()

import { benchDecision } from './decision.ts'
import { benchLedger } from './ledger.ts'
import { benchOverhead } from './overhead.ts'

const wanted = new Set(process.argv.slice(2))
const isWanted = (name: string): boolean => wanted.size === 0 || wanted.has(name)

if (isWanted('decision')) await benchDecision()
if (isWanted('overhead')) await benchOverhead()
if (isWanted('ledger')) await benchLedger()

import { writeFileSync } from 'node:fs'
import { toTables } from './gateway/gateway-tables.ts'
import { measureGateways } from './gateway/measure-gateways.ts'

export interface BenchGatewayOptions {
  /** A file for the figures. */
  readonly json?: string | undefined
  /** A folder for the CPU profile of our gateway. */
  readonly profile?: string | undefined
  readonly rounds?: number | undefined
}

/** The gateway beside a bare pass-through and other people's gateways, over sockets on loopback. */
export async function benchGateway({ json, profile, rounds = 3 }: BenchGatewayOptions): Promise<void> {
  const figures = await measureGateways({ rounds, profile, onStep: (step) => console.error(`… ${step}`) })
  for (const { name, reason } of figures.skipped) console.log(`\nskipped: ${name}: ${reason}`)
  for (const { title, rows } of toTables(figures)) {
    console.log(`\n${title}`)
    console.table(Object.fromEntries(rows.map(({ '': name = '', ...row }) => [name, row])))
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`)
}

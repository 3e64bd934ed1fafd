import { parseArgs } from 'node:util'
import { killWriters } from './kill-writers.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
})
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write(`--kills ${values.kills}: give a whole number of at least 1.\n`)
  process.exit(2)
}
const figures = await killWriters(kills, values.seed)
process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exitCode = figures.lost + figures.phantom + figures.damaged === 0 ? 0 : 1

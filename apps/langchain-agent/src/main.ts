import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { answer } from './agent-steps.ts'
import { mockNames, startMocks, type MockName } from './mock-world.ts'
import { createRoutedModel } from './routed-model.ts'
import { toSummaryTable, type TakenStep } from './summary-table.ts'

const usage = `An agent with a calculator, the shop's documents and its database, on routed models.

  node src/main.ts [--offline [--down NAME]] [QUESTION …]

  --offline     against mock providers on this machine, without a key
  --down NAME   one of them answers 503: ${mockNames.join(', ')}
  --help

Without a question it answers four of its own, for instance:
  node src/main.ts --offline "How many lamps did we sell in March 2026, and what is 8 % of that revenue?"`

const own = [
  'How many lamps did we sell in March 2026, and what is 8 % of that revenue?',
  'What do our documents say about lamps that arrive broken?',
  'Which customer has spent the most, and how long may they send things back?',
  'Prove that a discount of 20 % and then one of 25 % is never one of 45 %.',
]

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  let given
  try {
    given = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { offline: { type: 'boolean' }, down: { type: 'string' }, help: { type: 'boolean' } },
    })
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
  const { values, positionals } = given
  if (values.help === true) {
    console.log(usage)
    return 0
  }
  const { down } = values
  if (positionals.some((question) => question.trim() === ''))
    return fail('A question is empty. Ask one, or none to hear four of its own.')
  const columns = process.stdout.columns ?? (Number(process.env['COLUMNS']) || undefined)
  if (down !== undefined && !(mockNames as readonly string[]).includes(down))
    return fail(`There is no mock "${down}". Name one of ${mockNames.join(', ')}.`)
  if (down !== undefined && values.offline !== true)
    return fail('--down goes with --offline: real providers fail by themselves.')
  const envFile = fileURLToPath(new URL('../.env', import.meta.url))
  if (values.offline !== true && existsSync(envFile)) process.loadEnvFile(envFile)
  const mocks = values.offline === true ? await startMocks(down as MockName | undefined) : undefined
  try {
    const { model } = createRoutedModel(mocks?.env ?? process.env)
    const steps: TakenStep[] = []
    for (const question of positionals.length > 0 ? positionals : own) {
      console.log(`\n> ${question}`)
      for await (const step of answer(model, question)) {
        if (step.kind === 'text') process.stdout.write(step.text)
        if (step.kind === 'call')
          console.log(shorten(`  ${step.name} ${Object.values(step.args).join(' ').replaceAll(/\s+/g, ' ')}`))
        if (step.kind === 'result') console.log(shorten(`    ${step.text.replaceAll(/\s+/g, ' ')}`))
        if (step.kind === 'decision') steps.push(step)
      }
      console.log()
    }
    console.log(`\n${toSummaryTable(steps, columns)}`)
    return 0
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 1)
  } finally {
    await mocks?.close()
  }
}

/** What a tool is given and gives, in a line or two. */
function shorten(line: string): string {
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}

function fail(message: string, code = 2): number {
  console.error(message)
  return code
}

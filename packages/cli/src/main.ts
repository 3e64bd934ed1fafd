import { ConfigurationError } from '@signalbox/core'
import { ConfigError } from '@signalbox/config'
import { LedgerError } from '@signalbox/ledger'
import { Command, CommanderError } from 'commander'
import { createOutput, type Output } from './console-output.ts'
import { ownVersion } from './own-version.ts'
import { UsageError } from './usage-error.ts'

type Options = Readonly<Record<string, string | boolean | undefined>>

/** Runs the command line and answers its exit code: 0 it went well, 1 what it checks does not hold, 2 bad input. */
export async function main(args: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('signalbox')
    .description('Sends each LLM request to the cheapest model that will do it well, and proves what that saved.')
    .version(ownVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
  const verbWithoutConfig = (name: string, description: string, example: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--json', 'one JSON document on stdout, logs on stderr')
      .addHelpText('after', `\nExample:\n  ${example}\n`)
  const verb: typeof verbWithoutConfig = (...named) =>
    verbWithoutConfig(...named).option(
      '--config <file>',
      'config file (default: signalbox.yaml here, else the built-in policy)',
    )
  const run =
    (work: (output: Output, options: Options, ...args: (string | undefined)[]) => number | Promise<number>) =>
    async (...parts: unknown[]): Promise<void> => {
      const command = parts.at(-1) as Command
      const options = command.opts<Options>()
      code = await work(createOutput(options['json'] === true), options, ...command.args)
    }

  verb(
    'demo',
    'the main job with no key: providers, traffic, routing, report',
    'signalbox demo --workload questions.jsonl',
  )
    .option(
      '--workload <file>',
      'rows {id, prompt, weak, strong, weakReply?, strongReply?, task?}, one JSON object per line',
    )
    .option('--out <folder>', 'where ledger and report go (default: signalbox-demo)')
    .option('--port <n>', 'first of four ports for the providers (default: any free ones)')
    .option('--concurrency <n>', 'requests at a time (default: 16)')
    .action(run(async (output, options) => (await import('./verbs/demo.ts')).demo(options, output)))
  verb('init', 'write a commented config', 'signalbox init --openrouter')
    .option('--openrouter', 'one OpenRouter key runs the default stack')
    .option('--force', 'overwrite an existing file')
    .action(run(async (output, options) => (await import('./verbs/init.ts')).init(options, output)))
  verb('check', 'prove a config: shape, rules, targets, prices', 'signalbox check --config signalbox.yaml').action(
    run(async (output, options) => (await import('./verbs/check.ts')).check(options, output)),
  )
  verb('doctor', 'look at keys, port, ledger and the age of prices', 'signalbox doctor')
    .option('--port <n>', 'port to look at (default: 8787)')
    .option('--online', "ask carriers: OpenRouter's key, a LiteLLM proxy's readiness and models; no model is called")
    .action(run(async (output, options) => (await import('./verbs/doctor.ts')).doctor(options, output)))
  verb(
    'route',
    'decide for one prompt and explain; no model call',
    'signalbox route "Translate to French: good morning" --json',
  )
    .argument('[prompt]')
    .option('--input <file>', 'rows {id, messages, tools?, task?}; one decision per line out')
    .option('--task <name>', 'the task, instead of detecting it')
    .option('--model <id>', 'auto, task:NAME, tier:NAME, a target or a model')
    .option('--system <text>', 'a system prompt')
    .action(run(async (output, options, prompt) => (await import('./verbs/route.ts')).route(prompt, options, output)))
  verb(
    'serve',
    'the gateway: OpenAI and Anthropic dialects, routed',
    'signalbox serve --config signalbox.yaml --port 8787',
  )
    .option('--port <n>', 'port to listen on (default: that of the config, else 8787)')
    .option('--host <address>', 'address to listen on; other than loopback needs a token (default: 127.0.0.1)')
    .action(run(async (output, options) => (await import('./verbs/serve.ts')).serve(options, output)))
  verb(
    'report',
    'escalation rate per task type, cost against baseline, waste, latency, leaks',
    'signalbox report --since 7d --by tenant',
  )
    .option('--ledger <file>', 'ledger (default: the one of the config, else signalbox.db, else the last demo)')
    .option('--since <time>', 'an instant, a day, or a span back: 7d')
    .option('--until <time>', 'the same, excluded')
    .option('--by <what>', 'task, tenant, model or tag:NAME')
    .option('--policy <name>', 'only this policy')
    .option('--csv', 'CSV instead of a table')
    .option('--html <file>', 'all of it as a page as well: one file, no script, to be read anywhere')
    .option('--study <name>', 'with --html: how good the answers were, as this study of `judge` has it')
    .option('--alarm', 'exit 1 while a task type leaks more than its target; says why, and what to do about it')
    .option('--savings', 'the savings statement: what was saved, by conversation, of what parts, on which assumptions')
    .option('--baseline <model>', 'the savings statement against this baseline alone')
    .option('--reconcile <file>', "hold the ledger against a provider's usage export: JSON, JSON lines or CSV")
    .option(
      '--provider <name>',
      'whose export it is: openai, anthropic, openrouter, litellm, csv (default: by its columns)',
    )
    .option('--target <prefix>', 'all attempts on targets that begin so, and no others, are held against it')
    .option('--tolerance <share>', 'what may differ before the exit code is 1 (default: 1%)')
    .action(run(async (output, options) => (await import('./verbs/report.ts')).report(options, output)))
  verb(
    'replay',
    'what a policy would have made of logged traffic, beside another or what happened; no model call',
    'signalbox replay --policy new.yaml --against signalbox.db --max-escalation 0.2 --max-cost +5%',
  )
    .option(
      '--against <file>',
      'the record: a ledger, or JSONL of labelled questions, OpenAI-style requests or LiteLLM spend logs',
    )
    .option('--of <name>', 'of a ledger: only requests that the policy of this name worked')
    .option('--policy <file>', 'the policy in question, B (default: the config)')
    .option('--from <file>', 'the policy it is held against, A (default: what happened, else the config)')
    .option(
      '--without <what>',
      'what if they were gone: vendor=openai, model=…, jurisdiction=CN, licence=…, target=…; commas between, or again',
      (value: string, before?: string) => (before === undefined ? value : `${before},${value}`),
    )
    .option('--max-escalation <share>', 'exit 1 where B may escalate more: 0.2 or 20%')
    .option('--max-cost <limit>', 'exit 1 where B may cost more: +5% or -20% against A, or dollars')
    .option('--min-quality <share>', 'exit 1 unless B is shown to answer that share right')
    .option('--max-p95 <ms>', 'exit 1 where 95 % of answers may take longer under B')
    .option('--max-no-route <share>', 'exit 1 where B has no route for more of the requests')
    .option('--max-left-out <share>', 'exit 1 where more of the rows could not be read or used')
    .option('--since <time>', 'an instant, a day, or a span back: 7d')
    .option('--until <time>', 'the same, excluded')
    .option('--at <time>', "the moment of requests that do not say theirs (default: the catalogue's newest day)")
    .option('--as <how>', 'auto: whatever callers asked for; asked: names stay, and those unknown have no route')
    .option('--html <file>', 'the same as a page')
    .action(run(async (output, options) => (await import('./verbs/replay.ts')).replay(options, output)))
  verb(
    'judge',
    'two tiers or models on a sample of past requests, judged blind by a third',
    'signalbox judge --judge openai/gpt-5.5 --tasks extract,classify --max-cost 2 --dry-run',
  )
    .option('--judge <target>', 'the target that judges')
    .option('--study <name>', 'its name in the ledger; the same again pays for nothing twice (default: judge)')
    .option('--against <tier>', 'hold the first tier against this one (default: the last)')
    .option('--models <a,b>', 'hold a against b, models or targets, instead of tiers')
    .option('--tasks <a,b>', 'only these task types')
    .option('--since <time>', 'requests from here on: an instant, a day, or a span back: 7d')
    .option('--until <time>', 'the same, excluded')
    .option('--policy <name>', 'only requests this policy served')
    .option('--per-stratum <n>', 'requests of each task type and tier (default: as many as margin and cap ask for)')
    .option('--margin <share>', 'how much worse is still good enough, wins less losses (default: 0.03)')
    .option('--max-cost <usd>', 'what all calls of this run may cost, never more (default: 5)')
    .option('--assume-price <in/out>', 'US dollars a million tokens, for targets without a known price')
    .option('--concurrency <n>', 'pairs at a time (default: 8)')
    .option('--prompts <file>', 'prompts the ledger does not keep: rows {id, messages, tools?, responseFormat?}')
    .option('--rubric <file>', 'criteria of your own: a text, or JSON by task type')
    .option('--labels <file>', "people's labels to import: rows {requestId, score, n?, rater?, versusN?, reason?}")
    .option('--report <study>', 'what a study has shown, from the ledger; no call')
    .option('--dry-run', 'the plan and its cost; no call')
    .option('--yes', 'agree to what the plan sends')
    .option('--ledger <file>', 'ledger (default: the one of the config, else signalbox.db)')
    .action(run(async (output, options) => (await import('./verbs/judge.ts')).judge(options, output)))
  verb(
    'models',
    'the catalogue, with prices at a moment and their sources',
    'signalbox models --at 2026-08-20T02:00:00Z',
  )
    .option('--at <time>', 'an instant, a day, or a span back (default: now)')
    .option('--vendor <name>', 'only this vendor')
    .option('--openrouter', 'what OpenRouter has, at its prices (key: OPENROUTER_API_KEY, if set)')
    .option('--base-url <url>', "OpenRouter's address (default: https://openrouter.ai/api/v1)")
    .option('--refresh', 'ask OpenRouter anew, however young the kept list is')
    .option('--litellm <url>', 'the model groups of a LiteLLM proxy that runs (key: LITELLM_API_KEY, if set)')
    .option('--key-env <name>', 'the environment variable with the key, instead')
    .action(run(async (output, options) => (await import('./verbs/models.ts')).models(options, output)))
  verbWithoutConfig(
    'import',
    'the settings of another gateway as a config: litellm, openrouter',
    'signalbox import litellm config.yaml --output signalbox.yaml',
  )
    .argument('<gateway>', 'litellm: its config.yaml; openrouter: a request body or preset, as JSON')
    .argument('<file>', 'the file, or - for stdin')
    .option('--output <file>', 'where the config is written, or - for stdout (default: signalbox.yaml)')
    .option('--through <url>', 'a LiteLLM proxy that runs: it carries what Signalbox cannot call')
    .option('--force', 'overwrite an existing file')
    .action(
      run(async (output, options, gateway, file) =>
        (await import('./verbs/import.ts')).importConfig(gateway, file, options, output),
      ),
    )
  verb('export', 'the config as that of another gateway: litellm', 'signalbox export litellm --output litellm.yaml')
    .argument('<gateway>', 'litellm')
    .option('--output <file>', 'where it is written, or - (default: stdout)')
    .option('--force', 'overwrite an existing file')
    .action(
      run(async (output, options, gateway) =>
        (await import('./verbs/export.ts')).exportConfig(gateway, options, output),
      ),
    )

  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (
      error instanceof UsageError ||
      error instanceof ConfigError ||
      error instanceof LedgerError ||
      error instanceof ConfigurationError
    ) {
      process.stderr.write(`${error.message}\n`)
      return 2
    }
    throw error
  }
}

/** What the verb `judge` is told, as the command line has it. */
export interface JudgeOptions {
  readonly config?: string | undefined
  readonly ledger?: string | undefined
  readonly study?: string | undefined
  readonly judge?: string | undefined
  readonly tasks?: string | undefined
  readonly perStratum?: string | undefined
  readonly against?: string | undefined
  readonly models?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly policy?: string | undefined
  readonly margin?: string | undefined
  readonly maxCost?: string | undefined
  readonly assumePrice?: string | undefined
  readonly concurrency?: string | undefined
  readonly prompts?: string | undefined
  readonly rubric?: string | undefined
  readonly labels?: string | undefined
  readonly report?: string | undefined
  readonly dryRun?: boolean | undefined
  readonly yes?: boolean | undefined
}

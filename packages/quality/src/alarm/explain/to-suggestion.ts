import { formatCount, formatPercent, formatShare } from '../format-share.ts'
import type { EscalationGroup } from './leak-explanation.ts'
import { toFlow } from './to-flow.ts'

/** One sentence or two: what goes up by what, what sets it apart, and the remedy. @param lower the tier that should have served */
export function toSuggestion(task: string, group: Omit<EscalationGroup, 'suggestion'>, lower: string): string {
  const { trait } = group
  const apart =
    trait === undefined
      ? ''
      : `; ${formatShareOf(trait.inside)} of them ${trait.words}, ${formatShareOf(trait.outside)} of the others`
  return `${toFinding(task, group)}${apart}: ${toRemedy(task, group, lower)}.`
}

function toFinding(
  task: string,
  { cause, source, share, tier, when, findings }: Omit<EscalationGroup, 'suggestion'>,
): string {
  const these = `${formatShare(share)} of \`${task}\``
  const most = findings
    .slice(0, 2)
    .map(({ what, requests }) => `${what} (${formatCount(requests)})`)
    .join(', ')
  const mostly = most === '' ? '' : `, mostly ${most}`
  switch (cause) {
    case 'rule':
      return `${source}${when === undefined ? '' : ` (when ${when})`} sends ${these} to ${tier}`
    case 'gate':
      return `gate ${source} sends ${these} on to ${tier}${mostly}`
    case 'constraint':
      return `constraint ${source} sends ${these} to ${tier}${mostly}`
    case 'fallback':
      return `${these} fall back from ${source} to ${tier}${mostly}`
    case 'unknown-task':
      return `${these} go to ${tier} because no task could be told`
    case 'exploration':
      return `a draw sends ${these} to ${tier}`
    default:
      return `${cause} (${source}) sends ${these} to ${tier}`
  }
}

function toRemedy(task: string, { cause, trait, when }: Omit<EscalationGroup, 'suggestion'>, lower: string): string {
  const above = (condition: string): string =>
    `\`{ when: { task: ${toFlow(task)}${condition} }, use: ${toFlow(lower)} }\``
  switch (cause) {
    case 'rule':
      if (trait === undefined)
        return `nothing on record sets them apart; if a judged sample shows that ${lower} does as well, put ${above('')} above it`
      return when?.includes(trait.condition) === true
        ? `that is what the rule asks for; if ${lower} does as well with them, drop it for \`${task}\``
        : `if that alone should not send them up, put ${above(`, ${trait.condition}`)} above it, or narrow it`
    case 'gate':
      return trait === undefined
        ? 'judge a sample of the drafts; if they were right, loosen the gate'
        : 'judge a sample of the drafts; if they were right, loosen the gate, and if not, send such requests up by a rule and save the draft'
    case 'constraint':
      return `give ${lower} a target that meets it, or loosen it`
    case 'fallback':
      return 'give its tier another target at another provider, or raise its limits there'
    case 'unknown-task':
      return 'let callers name the task, or give `unknown` a rule of its own'
    case 'exploration':
      return 'as intended, to learn from'
    default:
      return 'train it on newer labels, or raise its threshold'
  }
}

function formatShareOf({ value }: { readonly value: number | undefined }): string {
  return value === undefined ? 'an unknown share' : formatPercent(value)
}

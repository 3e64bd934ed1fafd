import type { TaskType } from '@signalbox/core'

/** What makes one answer better than another, by task type: criteria in order of weight. `general` stands in for every other name. */
export const rubrics: Readonly<Record<TaskType | 'general', readonly string[]>> = {
  summarize: [
    'Every statement of the summary is in the source; one that is not there, or turned round, weighs most.',
    'The main points are there, and the conclusions; side matters may be missing.',
    'Length and form are those that were asked for.',
  ],
  classify: [
    'The label is the right one, among those that were offered.',
    'It comes in the form that was asked for, and nothing beside it.',
    'Where both labels are right, it is a tie, whatever else is said.',
  ],
  extract: [
    'Every value that was asked for is there, as the source has it.',
    'Nothing is made up: a value that the source does not have is left empty.',
    'Names of fields, types and form are those that were asked for.',
  ],
  format: [
    'The content is unchanged: nothing lost, added or reworded.',
    'The form is exactly the one that was asked for, and valid.',
  ],
  translate: [
    'The meaning is whole: nothing left out, added or turned round; names, figures and units are right.',
    'It reads as a native writer of that language and register would put it.',
    'Markup, placeholders and line breaks are kept.',
  ],
  rewrite: [
    'The meaning is kept, and every change that was asked for is made.',
    'Tone, length and audience are those that were asked for.',
    'It reads well.',
  ],
  qa: [
    'The answer is correct; where a source was given, it follows from that source.',
    'It answers the whole question, and says so where the answer is not known.',
    'It is as short as the question allows.',
  ],
  chat: [
    'It meets what the user needs at this point of the conversation, and contradicts nothing said before.',
    'What it states is true.',
    'Its tone suits the conversation, and it does not go on for longer than that.',
  ],
  code: [
    'The code does what was asked, in ordinary and in edge cases; code that would not run weighs most.',
    'It is safe, and uses interfaces that exist.',
    'It is easy to read and no larger than the task.',
  ],
  math: [
    'The final result is right.',
    'The steps lead to it without a gap or an error.',
    'Where both results are right, the clearer way decides; where both are wrong, it is a tie unless one is nearly right.',
  ],
  reasoning: [
    'The conclusion is right, and follows from what was given.',
    'Every constraint of the question is observed, and assumptions are named.',
    'The steps can be followed.',
  ],
  writing: [
    'It is what was asked for: subject, form, length, audience.',
    'It is well made: structure, language, freshness.',
    'What it states as fact is true.',
  ],
  agent: [
    'The next step is the right one: the right tool with the right arguments, or an answer when the work is done.',
    'It observes every limit it was given, and does no more than was asked.',
    'It tells truly what was done and what was not.',
  ],
  general: [
    'It does what was asked, wholly and correctly; a false statement weighs most.',
    'It keeps to the form, the language and the limits that were asked for.',
    'It is clear, and no longer than it needs to be.',
  ],
}

/** @param own an operator's: one text for all, or texts by task type and `general` */
export function rubricOf(task: string, own?: string | Readonly<Record<string, string>>): string {
  if (typeof own === 'string') return own
  const text = own !== undefined && (Object.hasOwn(own, task) ? own[task] : own['general'])
  if (typeof text === 'string') return text
  const criteria = Object.hasOwn(rubrics, task) ? rubrics[task as TaskType] : rubrics.general
  return criteria.map((criterion, index) => `${index + 1}. ${criterion}`).join('\n')
}

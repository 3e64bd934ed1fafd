/** What kind of work a request asks for. `unknown` is an answer: better than a guess. */
export const taskTypes: readonly TaskType[] = [
  'summarize',
  'classify',
  'extract',
  'format',
  'translate',
  'rewrite',
  'qa',
  'chat',
  'code',
  'math',
  'reasoning',
  'writing',
  'agent',
]

export type TaskType =
  | 'summarize'
  | 'classify'
  | 'extract'
  | 'format'
  | 'translate'
  | 'rewrite'
  | 'qa'
  | 'chat'
  | 'code'
  | 'math'
  | 'reasoning'
  | 'writing'
  | 'agent'

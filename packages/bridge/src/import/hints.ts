import { nearestName } from './nearest-name.ts'

/** ` Did you mean "x"?`, or nothing. */
export type Hint = (name: string, known: Iterable<string>) => string

/** Hints are for people: after a hundred of one file there are no more, for each looks at every name. */
export function createHint(most = 100): Hint {
  let given = 0
  return (name, known) => (given++ < most ? nearestName(name, [...known]) : '')
}

import { expect, it } from 'vitest'
import { hintProblem } from './hint-problem.ts'

it.each([
  [undefined, undefined],
  [{}, undefined],
  [{ task: 'math', tags: { team: 'blue' }, somethingElse: 5 }, undefined],
  [null, 'here has to be an object, and is null.'],
  [[], 'here has to be an object, and is an array.'],
  [{ task: 5 }, 'here.task has to be a string, and is number.'],
  [{ tags: 'x' }, 'here.tags has to be an object of strings, and is string.'],
  [{ tags: { team: 5 } }, 'here.tags has to be an object of strings, and is object.'],
])('of %j: %s', (given, message) => {
  expect(hintProblem(given, 'here')?.message).toBe(message)
})

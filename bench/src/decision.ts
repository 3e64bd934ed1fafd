import { createBigRouter } from './big-router.ts'
import { measure, print } from './measure.ts'

const sentence = 'The committee met on Thursday and agreed that the roof of the old hall will be repaired next spring. '

function prompt(length: number): string {
  return `Please summarize the following text in two sentences: ${sentence.repeat(Math.ceil(length / sentence.length))}`.slice(
    0,
    length,
  )
}

/** 100 rules by 100 models; given and detected task; three prompt lengths. */
export async function benchDecision(calls = 20_000): Promise<void> {
  const router = createBigRouter()
  const rows: Record<string, string | number>[] = []
  // What the machine itself does to a stretch of pure arithmetic of about the same length: no decision can have a calmer p99.
  let sink = 0
  const still = await measure(() => {
    for (let index = 0; index < 6_000; index++) sink += Math.sqrt(index)
  }, calls)
  rows.push({
    task: sink > 0 ? '(arithmetic, the same length)' : '',
    characters: 0,
    'p50 µs': still.p50Us,
    'p99 µs': still.p99Us,
  })
  let first: number | undefined
  for (const task of ['summarize', undefined]) {
    for (const length of [100, 10_000, 200_000]) {
      const content = prompt(length)
      const timing = await measure(
        () => router.decide({ id: 'bench', task, messages: [{ role: 'user', content }] }),
        calls,
      )
      if (length === 100) first = timing.p50Us
      rows.push({
        task: task ?? 'detected',
        characters: length,
        'p50 µs': timing.p50Us,
        'p99 µs': timing.p99Us,
        'p50 to 100 characters': timing.p50Us / (first ?? timing.p50Us),
      })
    }
  }
  print('Decision, 100 rules x 100 models', rows)
}

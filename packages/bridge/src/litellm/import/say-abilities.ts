import type { ModelCard } from '@signalbox/core'
import type { Deployment } from './deployment.ts'
import type { ImportContext } from './import-context.ts'

/** What the catalogue says of the media of a model holds; where a file says otherwise, it is told. */
export function sayAbilities(
  { path, info }: Deployment,
  card: ModelCard,
  { account, environment }: ImportContext,
): void {
  const { inputModalities } = card
  const known: Readonly<Record<string, boolean | undefined>> = {
    vision: inputModalities?.includes('image'),
    audio_input: inputModalities?.includes('audio'),
    video_input: inputModalities?.includes('video'),
    pdf_input: inputModalities?.includes('file'),
  }
  for (const [name, ours] of Object.entries(known)) {
    const theirs = environment.toFlag(info[`supports_${name}`])
    if (theirs !== undefined && theirs !== ours)
      account.say(
        [...path, 'model_info', `supports_${name}`],
        'different',
        `The catalogue says ${ours === undefined ? 'nothing of it' : ours ? 'that it does' : 'that it does not'}, which holds.`,
      )
  }
}

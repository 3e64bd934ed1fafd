import type { Target } from '../catalog/target.ts'

/**
 * Which of the targets that went out as one call gave the reply, by the model it names; undefined = the first one, or nobody can tell.
 * Carriers put variants (`:floor`) and dates behind a name.
 */
export function answeredBy(
  alternates: readonly Target[],
  servedModel: string | undefined,
  own: Target,
): Target | undefined {
  if (alternates.length === 0 || servedModel === undefined) return undefined
  const all = [own, ...alternates]
  const plain = withoutVariant(servedModel)
  const isExact = (target: Target): boolean =>
    namesOf(target).some((name) => name === servedModel || withoutVariant(name) === plain)
  const isDated = (target: Target): boolean =>
    namesOf(target).some(
      (name) => /^-\d{4}/.test(plain.slice(withoutVariant(name).length)) && plain.startsWith(withoutVariant(name)),
    )
  const answered = all.find(isExact) ?? all.find(isDated)
  return answered === own ? undefined : answered
}

function namesOf({ as, model }: Target): readonly string[] {
  return as === undefined ? [model, model.slice(model.indexOf('/') + 1)] : [as, model]
}

function withoutVariant(name: string): string {
  const colon = name.lastIndexOf(':')
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name
}

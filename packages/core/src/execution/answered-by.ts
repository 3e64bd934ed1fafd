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
  const answered =
    all.find((target) => namesOf(target).includes(servedModel)) ??
    all.find((target) => namesOf(target).some((name) => withoutVariant(name) === plain)) ??
    all.find((target) => namesOf(target).some((name) => isDated(plain, withoutVariant(name))))
  return answered === own ? undefined : answered
}

function isDated(name: string, plain: string): boolean {
  return name.startsWith(plain) && /^-\d{4}/.test(name.slice(plain.length))
}

function namesOf({ as, model }: Target): readonly string[] {
  return as === undefined ? [model, model.slice(model.indexOf('/') + 1)] : [as, model]
}

function withoutVariant(name: string): string {
  const colon = name.lastIndexOf(':')
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name
}

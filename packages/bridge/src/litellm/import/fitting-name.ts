const longest = 500

/** Why a name cannot be one that clients send; undefined: it can. */
export function whyUnfitting(name: string): string | undefined {
  if (name === '') return 'A name may not be empty. Write one.'
  if (name === '__proto__') return 'Nothing can be called __proto__. Choose another name.'
  return name.length > longest ? `A name has at most ${longest} characters. Shorten it.` : undefined
}

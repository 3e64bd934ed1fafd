/** What a host has made of policies in this process, by name: where a serialised model is found again. */
export interface PolicyRegistry<Made> {
  /** The latest of a name and policy counts. */
  readonly add: (name: string, policyVersion: string, made: Made) => void
  /**
   * What was made of that name and policy; a policy that has changed since is stood in for by the only one of the name. `none`: nothing
   * of that name; `several`: of other policies, and nobody can tell which one is meant.
   */
  readonly find: (name: string, policyVersion: string) => { readonly made: Made } | 'none' | 'several'
}

/** Keys and functions are never written down: a serialised model has a name and a policy's version. */
export function createPolicyRegistry<Made>(): PolicyRegistry<Made> {
  const byName = new Map<string, Map<string, Made>>()
  return {
    add: (name, policyVersion, made) => {
      const named = byName.get(name) ?? new Map<string, Made>()
      byName.set(name, named.set(policyVersion, made))
    },
    find: (name, policyVersion) => {
      const named = byName.get(name)
      if (named === undefined) return 'none'
      const exact = named.get(policyVersion)
      if (exact !== undefined) return { made: exact }
      const [only, ...others] = named.values()
      return only === undefined || others.length > 0 ? 'several' : { made: only }
    },
  }
}

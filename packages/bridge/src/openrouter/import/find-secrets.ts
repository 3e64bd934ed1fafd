import type { Setting } from '../../import/setting.ts'
import type { SettingPath } from '../../import/setting-path.ts'
import { holdsOurReference, isSecretField } from '../../import/secret-names.ts'
import { looksLikeSecret } from '../../looks-like-secret.ts'

/** Where a value is called like a secret, looks like one, or would be filled in as a reference of ours. */
export function findSecrets(settings: readonly Setting[]): readonly SettingPath[] {
  return settings
    .filter(({ path, value }) => {
      const name = path.findLast((key) => typeof key === 'string')
      if (typeof value === 'number') return name !== undefined && isSecretField(name)
      if (typeof value !== 'string') return false
      return (
        (name !== undefined && value !== '' && isSecretField(name)) ||
        looksLikeSecret(value) ||
        holdsOurReference(value)
      )
    })
    .map(({ path }) => path)
}

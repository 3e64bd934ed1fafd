/** Bad input: names the place and the remedy; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What a client threw, and how many requests had left it by then. The work is given the `fetch` that counts them. */
export async function failureOf(
  work: (counting: typeof fetch) => PromiseLike<unknown>,
): Promise<{ readonly error: unknown; readonly sent: number }> {
  let sent = 0
  const error: unknown = await work((input, init) => {
    sent += 1
    return fetch(input, init)
  }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return { error, sent }
}

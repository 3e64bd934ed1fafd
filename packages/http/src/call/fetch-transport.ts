import type { Transport } from './transport.ts'

/** The platform's way out: any `fetch`. Redirects are handed back, not followed. */
export function fetchTransport(fetch: typeof globalThis.fetch): Transport {
  return async (url, { headers, body, signal }) => {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const reader = response.body?.getReader()
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: {
        next: async () => (await reader?.read())?.value,
        // What a source says of its being left alone is nobody's concern.
        cancel: (reason) => void reader?.cancel(reason).catch(() => {}),
      },
    }
  }
}

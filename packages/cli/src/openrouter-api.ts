/** Where OpenRouter's other pages are, from an upstream's address: of Anthropic's dialect that has no version. */
export function openrouterApi(baseUrl: string): string {
  const root = baseUrl.replace(/\/+$/, '')
  return root.endsWith('/v1') ? root : `${root}/v1`
}

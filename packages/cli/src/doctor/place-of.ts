/** Where in a config the address and the key of an upstream stand. */
export function placeOf(upstream: string): string {
  return `They stand in the config as upstreams.${upstream}.baseUrl and upstreams.${upstream}.apiKey.`
}

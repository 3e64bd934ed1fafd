/** LiteLLM's USD per token and our USD per million, at twelve digits: 0.1 / 1e6 is not 1.0000000000000001e-7. */
export function toPerMillion(perToken: number): number {
  return Number((perToken * 1e6).toPrecision(12))
}

export function toPerToken(perMillion: number): number {
  return Number((perMillion / 1e6).toPrecision(12))
}

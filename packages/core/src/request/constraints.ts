/** A list of what is allowed, what is denied, or both; denial wins. */
export interface AllowDeny {
  readonly allow?: readonly string[] | undefined
  readonly deny?: readonly string[] | undefined
}

/** Hard limits of a policy, on top of what the request itself needs. Checked before deciding and again on every hop. */
export interface Constraints {
  /** Ceiling on what one request may cost, all attempts together. A target of unknown price is then rejected. */
  readonly maxCostUsd?: number | undefined
  /** ISO 3166-1 alpha-2, of vendor and host alike. */
  readonly jurisdictions?: AllowDeny | undefined
  readonly licences?: AllowDeny | undefined
  /** true: only models whose weights are open. */
  readonly openWeights?: boolean | undefined
  /** The longest a host may keep prompts; a host that does not say is rejected. */
  readonly maxRetentionDays?: number | undefined
  readonly vendors?: AllowDeny | undefined
  readonly models?: AllowDeny | undefined
  readonly targets?: AllowDeny | undefined
  readonly regions?: AllowDeny | undefined
}

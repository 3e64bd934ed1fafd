/** Why whole kinds of settings have no place here, and what to use instead. */
export const reasons = {
  database: 'Signalbox keeps its ledger in one SQLite file (ledger.sqlite) and has no other database.',
  keys: 'Virtual keys, users and teams are not kept here; use gateway.token, and budgets per tenant.',
  ui: 'There is no admin page.',
  sso: 'There is no sign-in; put a proxy that signs people in before the gateway.',
  logging:
    'There are no logging callbacks; what they would say stands in the ledger, in `signalbox report` and in router events.',
  metrics:
    'It is set up elsewhere: `serve` has Prometheus metrics under /metrics, and `signalbox report` reads the ledger.',
  alerts: 'There are no alerts; watch `signalbox report`.',
  guardrails: 'Guardrails are not part of a config; give the gateway a guard in code.',
  cache: 'Replies are not cached.',
  redis: 'Routers share no state over Redis; each keeps its own.',
  mcp: 'MCP servers and agents are not routed here.',
  files: 'Files, batches, assistants and other endpoints than chat, responses, messages and embeddings are not served.',
  health: 'There are no health checks of their own; breakers learn from the traffic.',
  aws: 'Only LiteLLM signs requests for this provider; import with --through URL of a running proxy.',
  vertex: 'Only LiteLLM signs requests for this provider; import with --through URL of a running proxy.',
  identity:
    'Signed-in identities are not exchanged for keys here; use a key, or import with --through URL of a running proxy.',
  autoRouter: 'LiteLLM decides here by content; use a strategy of Signalbox, such as rules or cascade, in its place.',
  prices: 'Only prices per token of text are kept: input, output, cache read and cache write.',
  vectors: 'Vector stores and search are not served here.',
  prompts: 'Prompts are not managed here.',
  internal: 'This turns a knob inside LiteLLM that has no counterpart here.',
  limits: 'Rates and parallel requests are not limited here; a provider that says 429 is left for the next target.',
  security: 'Clients cannot set provider keys or addresses here, so there is nothing to guard.',
  secrets: 'Keys come from environment variables alone; let your key manager set them.',
  passThrough:
    'Only the endpoints of chat, responses, messages and embeddings are served; there are no pass-through routes.',
  plugins: 'Code of yours is not loaded from a config; give it to the router in code.',
  modelList: 'Model lists come from the config alone.',
} as const

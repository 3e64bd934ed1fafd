const head = (
  isOpenrouter: boolean,
): string => `# yaml-language-server: $schema=./node_modules/@signalbox/config/signalbox.schema.json
#
# Signalbox: each request goes to the cheapest model that will do it well.
# Prove this file with: signalbox check
# Ask it without a call: signalbox route "Translate to French: good morning"

# Where models are called. Keys stand in the environment, never here.
upstreams:
${
  isOpenrouter
    ? '  openrouter: { dialect: openai-chat, baseUrl: https://openrouter.ai/api/v1, apiKey: "${OPENROUTER_API_KEY}", carrier: openrouter }'
    : `  deepseek:  { dialect: openai-chat, baseUrl: https://api.deepseek.com/v1, apiKey: "\${DEEPSEEK_API_KEY}" }
  zai:       { dialect: openai-chat, baseUrl: https://api.z.ai/api/paas/v4, apiKey: "\${ZAI_API_KEY}" }
  anthropic: { dialect: anthropic-messages, baseUrl: https://api.anthropic.com, apiKey: "\${ANTHROPIC_API_KEY}" }
  openai:    { dialect: openai-chat, baseUrl: https://api.openai.com/v1, apiKey: "\${OPENAI_API_KEY}" }`
}

# Ways to call a model. "model" is its id in the catalogue (signalbox models), "as" its name on the wire.
targets:
${
  isOpenrouter
    ? `  - { id: deepseek/v4-pro,  model: deepseek/deepseek-v4-pro,    provider: openrouter, upstream: openrouter, as: deepseek/deepseek-v4-pro }
  - { id: zai/glm-5.2,      model: z-ai/glm-5.2,                provider: openrouter, upstream: openrouter, as: z-ai/glm-5.2 }
  - { id: anthropic/sonnet, model: anthropic/claude-sonnet-4.6, provider: openrouter, upstream: openrouter, as: anthropic/claude-sonnet-4.6 }
  - { id: openai/gpt-5.5,   model: openai/gpt-5.5,              provider: openrouter, upstream: openrouter, as: openai/gpt-5.5 }`
    : `  - { id: deepseek/v4-pro,  model: deepseek/deepseek-v4-pro,    upstream: deepseek,  as: deepseek-v4-pro }
  - { id: zai/glm-5.2,      model: z-ai/glm-5.2,                upstream: zai,       as: glm-5.2 }
  - { id: anthropic/sonnet, model: anthropic/claude-sonnet-4.6, upstream: anthropic, as: claude-sonnet-4-6 }
  - { id: openai/gpt-5.5,   model: openai/gpt-5.5,              upstream: openai,    as: gpt-5.5 }`
}
`

const tail = `
# Cheapest first. The first tier is the default handler, the rest escalate.
tiers:
  - { name: economy, targets: [deepseek/v4-pro, zai/glm-5.2] }
  - { name: frontier, targets: [anthropic/sonnet, openai/gpt-5.5] }

# The first rule that holds decides; in doubt, up.
strategy:
  rules:
    - { when: { task: [summarize, classify, extract, format, translate, rewrite, qa, chat, writing] }, use: economy }
    - { when: { task: [code, math, reasoning, agent] }, use: frontier }
  otherwise: frontier
# A cascade in its place tries cheap first and escalates what fails a check:
# strategy:
#   cascade: { tiers: [economy, frontier], gate: { checks: {}, logprobs: { atLeast: 0.8 } }, onNoEvidence: escalate }

# Names your callers already use.
aliases: { gpt-4: tier:frontier }

# Hard limits, held on every hop.
constraints: { maxCostUsd: 0.25 }

execution: { deadlineMs: 60000, maxAttempts: 4, firstTokenTimeoutMs: 10000, gapTimeoutMs: 20000, commit: first-content }

# What you would use without a router: savings are held against it.
baseline: anthropic/claude-sonnet-4.6

# Prompts and replies are not stored unless storePrompts: true, storeReplies: true.
ledger: { sqlite: ./signalbox.db }

# Evidence: a share of requests goes to a tier drawn at random, another is answered by a second tier too, beside.
# explore: { share: 0.02, among: [economy, frontier] }
# shadow: { share: 0.05, to: frontier, budgetUsd: 2 }
# Where more of a task type goes up than this, by no rule of yours, an alarm is raised:
# alarm: { target: 0.2, tasks: { classify: 0.1 } }

# signalbox serve listens to this machine only, unless there is a token:
# gateway: { host: 0.0.0.0, port: 8787, token: "\${SIGNALBOX_TOKEN}" }
`

/** The config that \`init\` writes. */
export function configTemplate(isOpenrouter: boolean): string {
  return head(isOpenrouter) + tail
}

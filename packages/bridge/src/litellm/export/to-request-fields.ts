/** Fields of OpenAI's chat request: LiteLLM sends them with a deployment's calls and lets the caller's own win. */
const standard: ReadonlySet<string> = new Set(
  `temperature top_p n stop max_tokens max_completion_tokens seed presence_penalty frequency_penalty logit_bias logprobs
  top_logprobs response_format tools tool_choice parallel_tool_calls user reasoning_effort verbosity service_tier modalities
  prediction audio store stream_options thinking top_k dimensions encoding_format`.split(/\s+/),
)

/** Request fields as `litellm_params`: those LiteLLM does not know go as `extra_body`, so that none is taken for a setting of its own. */
export function toRequestFields(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = Object.entries(body).filter(([field]) => standard.has(field))
  const other = Object.entries(body).filter(([field]) => !standard.has(field))
  return { ...Object.fromEntries(own), ...(other.length > 0 && { extra_body: Object.fromEntries(other) }) }
}

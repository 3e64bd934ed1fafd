/** How a provider that LiteLLM knows is called from here. */
export interface KnownProvider {
  readonly dialect: 'openai-chat' | 'anthropic-messages'
  /** undefined: `api_base` must name it. */
  readonly baseUrl?: string | undefined
  /** Where LiteLLM looks for a key when the file names none. */
  readonly keyVariable?: string | undefined
  /** Who is paid, as the catalogue calls it. Default: the provider's own name. */
  readonly pays?: string | undefined
  readonly carrier?: 'litellm' | 'openrouter' | undefined
  /** Added to an `api_base` of the file that does not end with it. */
  readonly suffix?: string | undefined
  /** LiteLLM calls an `api_base` of the file by the provider's own wire, and not by OpenAI's. */
  readonly hasOwnWire?: boolean | undefined
  /** Taken off an `api_base` of the file: the dialect puts it there itself. */
  readonly path?: RegExp | undefined
  /** The header that has the key, where it is not that of the dialect. */
  readonly keyHeader?: string | undefined
}

const openai = (baseUrl: string, keyVariable: string, pays?: string): KnownProvider => ({
  dialect: 'openai-chat',
  baseUrl,
  keyVariable,
  pays,
})
/** Servers of one's own: no address is known, and often no key is needed. */
const own = (more: Partial<KnownProvider> = {}): KnownProvider => ({ dialect: 'openai-chat', ...more })

/**
 * Providers that speak a wire we speak, with the addresses and variables of LiteLLM 1.106.12 (its get_llm_provider_logic and
 * openai_like/providers.json). The rest can be called through a LiteLLM proxy only.
 */
export const knownProviders: Readonly<Record<string, KnownProvider>> = {
  openai: openai('https://api.openai.com/v1', 'OPENAI_API_KEY'),
  anthropic: {
    dialect: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    path: /\/v1\/messages$/,
  },
  azure: own({ keyVariable: 'AZURE_API_KEY', suffix: '/openai/v1', keyHeader: 'api-key' }),
  openrouter: { ...openai('https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'), carrier: 'openrouter' },
  litellm_proxy: own({ keyVariable: 'LITELLM_PROXY_API_KEY', carrier: 'litellm' }),
  gemini: {
    ...openai('https://generativelanguage.googleapis.com/v1beta/openai', 'GEMINI_API_KEY', 'google'),
    hasOwnWire: true,
  },
  deepseek: openai('https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY'),
  mistral: openai('https://api.mistral.ai/v1', 'MISTRAL_API_KEY', 'mistralai'),
  codestral: openai('https://codestral.mistral.ai/v1', 'CODESTRAL_API_KEY', 'mistralai'),
  groq: openai('https://api.groq.com/openai/v1', 'GROQ_API_KEY'),
  together_ai: openai('https://api.together.ai/v1', 'TOGETHERAI_API_KEY'),
  fireworks_ai: openai('https://api.fireworks.ai/inference/v1', 'FIREWORKS_API_KEY'),
  xai: openai('https://api.x.ai/v1', 'XAI_API_KEY', 'x-ai'),
  perplexity: openai('https://api.perplexity.ai', 'PERPLEXITYAI_API_KEY'),
  cohere: { ...openai('https://api.cohere.ai/compatibility/v1', 'COHERE_API_KEY'), hasOwnWire: true },
  cohere_chat: { ...openai('https://api.cohere.ai/compatibility/v1', 'COHERE_API_KEY', 'cohere'), hasOwnWire: true },
  zai: openai('https://api.z.ai/api/paas/v4', 'ZAI_API_KEY', 'z-ai'),
  moonshot: openai('https://api.moonshot.ai/v1', 'MOONSHOT_API_KEY', 'moonshotai'),
  minimax: openai('https://api.minimax.io/v1', 'MINIMAX_API_KEY'),
  dashscope: openai('https://dashscope.aliyuncs.com/compatible-mode/v1', 'DASHSCOPE_API_KEY', 'qwen'),
  deepinfra: openai('https://api.deepinfra.com/v1/openai', 'DEEPINFRA_API_KEY'),
  cerebras: openai('https://api.cerebras.ai/v1', 'CEREBRAS_API_KEY'),
  sambanova: openai('https://api.sambanova.ai/v1', 'SAMBANOVA_API_KEY'),
  nvidia_nim: openai('https://integrate.api.nvidia.com/v1', 'NVIDIA_NIM_API_KEY'),
  nebius: openai('https://api.studio.nebius.ai/v1', 'NEBIUS_API_KEY'),
  novita: openai('https://api.novita.ai/v3/openai', 'NOVITA_API_KEY'),
  hyperbolic: openai('https://api.hyperbolic.xyz/v1', 'HYPERBOLIC_API_KEY'),
  lambda_ai: openai('https://api.lambda.ai/v1', 'LAMBDA_API_KEY'),
  featherless_ai: openai('https://api.featherless.ai/v1', 'FEATHERLESS_AI_API_KEY'),
  nscale: openai('https://inference.api.nscale.com/v1', 'NSCALE_API_KEY'),
  meta_llama: openai('https://api.llama.com/compat/v1', 'LLAMA_API_KEY', 'meta-llama'),
  volcengine: openai('https://ark.cn-beijing.volces.com/api/v3', 'VOLCENGINE_API_KEY'),
  baseten: openai('https://inference.baseten.co/v1', 'BASETEN_API_KEY'),
  friendliai: openai('https://api.friendli.ai/serverless/v1', 'FRIENDLIAI_API_KEY'),
  ai21: openai('https://api.ai21.com/studio/v1', 'AI21_API_KEY'),
  ai21_chat: openai('https://api.ai21.com/studio/v1', 'AI21_API_KEY', 'ai21'),
  vercel_ai_gateway: openai('https://ai-gateway.vercel.sh/v1', 'VERCEL_AI_GATEWAY_API_KEY'),
  github: openai('https://models.inference.ai.azure.com', 'GITHUB_API_KEY'),
  inception: openai('https://api.inceptionlabs.ai/v1', 'INCEPTION_API_KEY'),
  v0: openai('https://api.v0.dev/v1', 'V0_API_KEY'),
  morph: openai('https://api.morphllm.com/v1', 'MORPH_API_KEY'),
  wandb: openai('https://api.inference.wandb.ai/v1', 'WANDB_API_KEY'),
  aiml: openai('https://api.aimlapi.com/v1', 'AIML_API_KEY'),
  scaleway: openai('https://api.scaleway.ai/v1', 'SCW_SECRET_KEY'),
  poe: openai('https://api.poe.com/v1', 'POE_API_KEY'),
  'nano-gpt': openai('https://nano-gpt.com/api/v1', 'NANOGPT_API_KEY'),
  chutes: openai('https://llm.chutes.ai/v1', 'CHUTES_API_KEY'),
  parasail: openai('https://api.parasail.io/v1', 'PARASAIL_API_KEY'),
  synthetic: openai('https://api.synthetic.new/openai/v1', 'SYNTHETIC_API_KEY'),
  publicai: openai('https://api.publicai.co/v1', 'PUBLICAI_API_KEY'),
  ollama: own({ baseUrl: 'http://localhost:11434/v1', suffix: '/v1' }),
  ollama_chat: own({ baseUrl: 'http://localhost:11434/v1', suffix: '/v1' }),
  llamafile: own({ baseUrl: 'http://127.0.0.1:8080/v1' }),
  lm_studio: own({ keyVariable: 'LM_STUDIO_API_KEY' }),
  hosted_vllm: own({ keyVariable: 'HOSTED_VLLM_API_KEY' }),
  vllm: own(),
  xinference: own(),
  openai_like: own({ keyVariable: 'OPENAI_LIKE_API_KEY' }),
  custom_openai: own(),
  aiohttp_openai: own(),
  databricks: own({ keyVariable: 'DATABRICKS_API_KEY' }),
}

/** Providers that LiteLLM translates for and we do not. */
export const proxyOnlyProviders: ReadonlySet<string> = new Set(
  `a2a a2a_agent amazon_nova anthropic_text apertis assemblyai auto_router aws_polly aws_textract azure_ai azure_speech
  azure_text bedrock bedrock_mantle black_forest_labs bytez charity_engine chatgpt clarifai cloudflare cognition cometapi
  compactifai cortecs cursor custom darkbloom datarobot deepgram docker_model_runner dotprompt edenai elevenlabs empower
  fal_ai galadriel gdc gigachat github_copilot gradient_ai helicone heroku huggingface humanloop infinity jina_ai langflow
  langfuse langgraph lemonade libertai litellm_agent manus maritalk meta milvus modelscope mongodb nadir neosantara nlp_cloud
  nvidia_riva oci oobabooga ovhcloud petals pg_vector pinstripes predibase prism qwen_ai_platform qwencloud ragflow recraft
  reducto reka replicate runwayml s3_vectors sagemaker sagemaker_chat sagemaker_nova sail sap scx-ai snowflake soniox
  stability strands_decider tencent tensormesh text-completion-codestral text-completion-inception text-completion-openai
  topaz transcribe triton typesafe valkey vertex_ai vertex_ai_beta voyage watsonx watsonx_text xiaomi_mimo`.split(
    /\s+/,
  ),
)

import type { DialectName } from '../call/upstream.ts'

/** Which frames are a delta of text and nothing else, by their bytes. */
interface TextShape {
  /** A delta that has text, as every provider known to us writes it. */
  readonly text: RegExp
  /** Whatever may mean more than text, or is written in another way than known. */
  readonly doubt: RegExp
}

const shapes: Readonly<Record<DialectName, TextShape>> = {
  'openai-chat': {
    text: /"content":"(?!")/g,
    doubt:
      /"(?:error|finish_reason|usage|tool_calls|function_call|logprobs|refusal|reasoning|reasoning_content)"(?!:null)|"content"(?!:["n])|"index"(?!:0[,}])|\[DONE\]/,
  },
  'openai-responses': {
    text: /"type":"response\.output_text\.delta"/g,
    doubt: /"type"(?!:"response\.output_text\.delta")|"delta"(?!:"[^"])|"logprobs"(?!:\[\])/,
  },
  'anthropic-messages': {
    text: /"type":"text_delta","text":"(?!")/g,
    doubt: /"type"(?!:"(?:content_block_delta|text_delta|ping)")|"text"(?!:"[^"])/,
  },
}

/** How many deltas of text these frames are; 0 where some of them may be anything else. Nothing is parsed, which is where most of a stream's time would go. */
export function countPlainTexts(dialect: DialectName, raw: string): number {
  const { text, doubt } = shapes[dialect]
  return doubt.test(raw) ? 0 : (raw.match(text)?.length ?? 0)
}

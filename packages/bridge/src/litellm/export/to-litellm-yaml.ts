import { Document, Scalar, visit, type ScalarTag, type Tags } from 'yaml'
import type { LitellmConfig } from './litellm-config.ts'

/** Python's YAML takes `3e-7`, without a point, for a text. */
const smallNumber: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^-?\d+\.0e[-+]?\d+$/,
  identify: (value) => typeof value === 'number' && String(value).includes('e'),
  resolve: Number,
  stringify: ({ value }) => String(value).replace(/^(-?\d+)e/, '$1.0e'),
}

/** What Python's reader refuses, or takes for the end of a line, unless it is written as an escape. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu
/** Plain, they would mean something: a default value, a merge. */
const words: ReadonlySet<unknown> = new Set(['=', '<<'])

function isMerge(tag: Tags[number]): boolean {
  return typeof tag !== 'string' && tag.tag === 'tag:yaml.org,2002:merge'
}

/** YAML 1.1, which is what Python reads: texts like `yes` and `1:30` are quoted. */
export function toLitellmYaml(config: LitellmConfig): string {
  const document = new Document(config, {
    version: '1.1',
    // No merges: a text that says `<<` is a text.
    customTags: (tags) => [smallNumber, ...tags.filter((tag) => tag !== 'merge' && !isMerge(tag))],
    aliasDuplicateObjects: false,
  })
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && (node.value.search(unprintable) >= 0 || words.has(node.value)))
        node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return document
    .toString({ lineWidth: 140, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replaceAll(unprintable, (one) =>
      one === '\n' ? one : String.raw`\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

import { stringify, type ScalarTag } from 'yaml'
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

/** YAML 1.1, which is what Python reads: texts like `yes` and `1:30` are quoted. */
export function toLitellmYaml(config: LitellmConfig): string {
  return stringify(config, {
    version: '1.1',
    customTags: (tags) => [smallNumber, ...tags],
    aliasDuplicateObjects: false,
    lineWidth: 140,
  })
}

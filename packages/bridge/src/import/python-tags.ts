import type { ScalarTag, Tags } from 'yaml'

/** Python's YAML 1.1 knows no `y` and `n`, and a configuration has no bytes, sets or ordered maps. */
export function toPythonTags(tags: Tags): Tags {
  return [
    flag(true, /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/),
    flag(false, /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/),
    ...tags.filter((tag) => typeof tag === 'string' || !replaced.has(tag.tag)),
  ]
}

const replaced: ReadonlySet<string> = new Set(
  ['bool', 'binary', 'omap', 'pairs', 'set'].map((name) => `tag:yaml.org,2002:${name}`),
)

function flag(value: boolean, test: RegExp): ScalarTag {
  return { tag: 'tag:yaml.org,2002:bool', default: true, test, resolve: () => value, identify: (one) => one === value }
}

import { describe, expect, it } from 'vitest'
import { catalog, changed, checked, goodEnv, goodText, nowMs } from '../test/config-text.ts'
import { checkConfig } from './check-config.ts'

/** What the section says (the mark stands where the issue must point), and the issue. */
const issues: readonly (readonly [string, string, RegExp])[] = [
  ['a host for others without a token', '{ ¦host: 0.0.0.0 }', /^error .*0\.0\.0\.0.*Set gateway\.token to \$\{NAME\}/],
  ['a name for a host', '{ ¦host: gateway.example }', /^error .*there is no token/],
  ['a token in the file', '{ ¦token: very-secret }', /^warning A token .*write \$\{NAME\} here/],
  [
    'one of several tokens in the file',
    '{ host: "::", ¦token: ["${MAKER_KEY}", very-secret] }',
    /^warning A token .* stands in the file/,
  ],
  ['a token that is not set', '{ ¦token: ${NOT_SET} }', /^warning .*variable NOT_SET is not set.*Set it/],
  ['no token in the list', '{ ¦token: [] }', /^error gateway\.token is empty\. Name at least one/],
  ['an empty token', '{ ¦token: "" }', /^error gateway\.token/],
  ['a number for a token', '{ ¦token: 12345678 }', /^error gateway\.token .*must be \$\{NAME\}/],
  ['an unknown key', '{ ¦tokens: a }', /^error gateway has the unknown key "tokens"/],
  ['a header that is none', '{ headers: [¦cost] }', /^error gateway\.headers\.0 is "cost".*one of decision, model/],
  ['a control that is none', '{ allow: [task, ¦dry-run] }', /^error gateway\.allow\.1 is "dry-run".*dryRun/],
  ['a port that is none', '{ ¦port: 99999 }', /^error gateway\.port/],
  ['a level that is none', '{ ¦log: verbose }', /^error gateway\.log .*one of silent, error/],
]

describe('the section gateway', () => {
  it.each(issues)('%s', (_, section, says) => {
    const { text, at } = changed('baseline:', `gateway: ${section}\nbaseline:`)
    const found = checked(text).issues
    expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual([expect.stringMatching(says)])
    expect(found.map(({ line, column }) => `${line}:${column}`)).toEqual([at])
    expect(JSON.stringify(found)).not.toContain('very-secret')
  })

  it.each(['{}', '{ host: 127.0.0.1 }', '{ host: "::1", port: 0 }', '{ host: 0.0.0.0, token: "${MAKER_KEY}" }'])(
    '%s holds',
    (section) => expect(checked(`${goodText}gateway: ${section}\n`).issues).toEqual([]),
  )
})

it('where a file is to be used, every variable that is not set is an error with its place', () => {
  const text = `${goodText}gateway: { token: [\${A}, \${B}] }\n`
  const { config, issues: found } = checkConfig(text, {
    file: 'signalbox.yaml',
    catalog,
    env: { OTHER_KEY: goodEnv['OTHER_KEY'] },
    nowMs,
    whenMissing: 'error',
  })
  expect(config).toBeUndefined()
  expect(found.map(({ severity, line, message }) => [severity, line, /variable (\w+)/.exec(message)?.[1]])).toEqual([
    ['error', 2, 'MAKER_KEY'],
    ['error', 17, 'A'],
    ['error', 17, 'B'],
  ])
})

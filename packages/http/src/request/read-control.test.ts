import { describe, expect, it } from 'vitest'
import { type ControlName, controlNames } from '../gateway/gateway-options.ts'
import { BadRequest } from './bad-request.ts'
import { type Control, readControl } from './read-control.ts'

type Headers = Readonly<Record<string, string>>

function read(signalbox: unknown, headers: Headers = {}, allow: readonly ControlName[] = controlNames): Control {
  const json = signalbox === undefined ? { model: 'auto' } : { model: 'auto', signalbox }
  const { control, json: rest } = readControl({ json, header: (name) => headers[name], allow })
  expect(rest).toEqual({ model: 'auto' })
  return control
}

const long = 'x'.repeat(256)

describe('what a caller says', () => {
  it.each<[string, unknown, Headers, Control]>([
    ['nothing', undefined, {}, {}],
    ['nothing, in an object', {}, {}, {}],
    [
      'all in the body',
      {
        task: 'code',
        tags: { team: 'search' },
        tenant: 't',
        session: 's',
        constraints: { maxCostUsd: 0.01, vendors: { deny: ['a'] }, openWeights: true },
        commit: { holdback: { ms: 100 } },
        shadow: false,
        dryRun: true,
      },
      {},
      {
        task: 'code',
        tags: { team: 'search' },
        tenant: 't',
        session: 's',
        constraints: { maxCostUsd: 0.01, vendors: { deny: ['a'] }, openWeights: true },
        commit: { holdback: { ms: 100 } },
        shadow: false,
        dryRun: true,
      },
    ],
    [
      'all in headers',
      undefined,
      {
        'x-signalbox-task': 'code',
        'x-signalbox-tags': 'team=search, feature = a=b,empty=',
        'x-signalbox-tenant': 't',
        'x-signalbox-session': long,
        'x-signalbox-constraints': '{"maxRetentionDays":0}',
        'x-signalbox-commit': 'buffer',
        'x-signalbox-shadow': 'off',
        'x-signalbox-dry-run': 'true',
      },
      {
        task: 'code',
        tags: { team: 'search', feature: 'a=b', empty: '' },
        tenant: 't',
        session: long,
        constraints: { maxRetentionDays: 0 },
        commit: 'buffer',
        shadow: false,
        dryRun: true,
      },
    ],
    [
      'a holdback in a header',
      undefined,
      { 'x-signalbox-commit': '{"holdback":{"tokens":5}}' },
      { commit: { holdback: { tokens: 5 } } },
    ],
    ['no dry run', undefined, { 'x-signalbox-dry-run': '0' }, { dryRun: false }],
    ['the same twice', { tags: { a: '1', b: '2' } }, { 'x-signalbox-tags': 'b=2,a=1' }, { tags: { a: '1', b: '2' } }],
    ['Claude Code: a session', undefined, { 'x-claude-code-session-id': 'c' }, { session: 'c' }],
    ['a session beside that one', { session: 's' }, { 'x-claude-code-session-id': 'c' }, { session: 's' }],
    ['a session that is none', undefined, { 'x-claude-code-session-id': `${long}x` }, {}],
  ])('%s', (_, signalbox, headers, expected) => {
    expect(read(signalbox, headers)).toEqual(expected)
  })

  it.each<[string, unknown, Headers, string, string]>([
    ['a text', 'fast', {}, 'signalbox', 'invalid_type'],
    ['null', null, {}, 'signalbox', 'invalid_type'],
    ['an unknown key', { tasks: 'code' }, {}, 'signalbox.tasks', 'unknown_parameter'],
    [
      'an unknown key within',
      { constraints: { maxCost: 1 } },
      {},
      'signalbox.constraints.maxCost',
      'unknown_parameter',
    ],
    ['a number as a task', { task: 5 }, {}, 'signalbox.task', 'invalid_type'],
    ['an empty task', { task: '' }, {}, 'signalbox.task', 'invalid_value'],
    ['a long tenant', { tenant: `${long}x` }, {}, 'signalbox.tenant', 'invalid_value'],
    ['a line break', { session: 'a\r\nb' }, {}, 'signalbox.session', 'invalid_value'],
    ['tags in a list', { tags: ['a'] }, {}, 'signalbox.tags', 'invalid_type'],
    ['a number as a tag', { tags: { a: 1 } }, {}, 'signalbox.tags.a', 'invalid_type'],
    ['a long tag', { tags: { a: `${long}x` } }, {}, 'signalbox.tags.a', 'invalid_value'],
    [
      'too many tags',
      { tags: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [index, ''])) },
      {},
      'signalbox.tags',
      'invalid_type',
    ],
    [
      'a cost below nothing',
      { constraints: { maxCostUsd: -1 } },
      {},
      'signalbox.constraints.maxCostUsd',
      'invalid_value',
    ],
    [
      'a list of numbers',
      { constraints: { models: { allow: [1] } } },
      {},
      'signalbox.constraints.models.allow[0]',
      'invalid_type',
    ],
    ['an unknown mode', { commit: 'never' }, {}, 'signalbox.commit', 'invalid_type'],
    ['a word for a dry run', { dryRun: 'yes' }, {}, 'signalbox.dryRun', 'invalid_type'],
    ['two tasks', { task: 'code' }, { 'x-signalbox-task': 'math' }, 'signalbox.task', 'invalid_value'],
    ['an empty header', undefined, { 'x-signalbox-task': '' }, 'x-signalbox-task', 'invalid_value'],
    ['tags without values', undefined, { 'x-signalbox-tags': 'a,b' }, 'x-signalbox-tags', 'invalid_value'],
    ['a tag of the prototype', undefined, { 'x-signalbox-tags': '__proto__=a' }, 'x-signalbox-tags', 'invalid_value'],
    ['no JSON', undefined, { 'x-signalbox-constraints': 'cheap' }, 'x-signalbox-constraints', 'invalid_value'],
    [
      'a trap',
      undefined,
      { 'x-signalbox-constraints': '{"__proto__":{}}' },
      'x-signalbox-constraints',
      'invalid_value',
    ],
    [
      'other constraints',
      undefined,
      { 'x-signalbox-constraints': '{"cheap":true}' },
      'x-signalbox-constraints.cheap',
      'unknown_parameter',
    ],
    [
      'a word for a dry run in a header',
      undefined,
      { 'x-signalbox-dry-run': 'maybe' },
      'x-signalbox-dry-run',
      'invalid_value',
    ],
  ])('is refused: %s', (_, signalbox, headers, param, code) => {
    expect(() => read(signalbox, headers)).toThrow(BadRequest)
    expect(() => read(signalbox, headers)).toThrow(expect.objectContaining({ status: 400, param, code }))
  })

  it('is told what there is, where a key is unknown', () => {
    expect(() => read({ tsak: 'code' })).toThrow(
      "Unknown parameter: 'signalbox.tsak'. Known: task, tags, tenant, session, constraints, commit, shadow, dryRun.",
    )
  })
})

describe('what the operator does not allow', () => {
  it.each<[ControlName, unknown, string, string]>([
    ['task', 'code', 'x-signalbox-task', 'code'],
    ['tags', { a: 'b' }, 'x-signalbox-tags', 'a=b'],
    ['tenant', 't', 'x-signalbox-tenant', 't'],
    ['session', 's', 'x-signalbox-session', 's'],
    ['constraints', {}, 'x-signalbox-constraints', '{}'],
    ['commit', 'buffer', 'x-signalbox-commit', 'buffer'],
    ['dryRun', true, 'x-signalbox-dry-run', 'true'],
  ])('is refused by name: %s', (name, value, header, text) => {
    const others = controlNames.filter((one) => one !== name)
    const refusal = (param: string): unknown => expect.objectContaining({ status: 403, code: 'not_allowed', param })
    expect(() => read({ [name]: value }, {}, others)).toThrow(refusal(`signalbox.${name}`) as Error)
    expect(() => read(undefined, { [header]: text }, others)).toThrow(refusal(header) as Error)
  })

  it("leaves Claude Code's session out", () => {
    expect(read(undefined, { 'x-claude-code-session-id': 'c' }, [])).toEqual({})
  })
})

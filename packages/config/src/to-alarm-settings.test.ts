import { expect, it } from 'vitest'
import { toAlarmSettings } from './to-alarm-settings.ts'

const policy = {
  tiers: [{ name: 'economy', targets: ['small'] }],
  strategy: { rules: [{ when: { task: ['refunds', 'qa'] }, use: 'economy' }], otherwise: 'economy' },
}

it('is what the file says, with the policy it watches', () => {
  const alarm = { target: 0.1, tasks: { refunds: 0.05, returns: 0.3 } }
  expect(toAlarmSettings({ ...policy, alarm, aliases: { fast: 'tier:economy' } })).toEqual({
    ...alarm,
    tiers: policy.tiers,
    aliases: { fast: 'tier:economy' },
    knownTasks: ['refunds', 'qa', 'returns'],
  })
})

it('a file that says nothing of it has one all the same', () => {
  expect(toAlarmSettings(policy)).toEqual({ tiers: policy.tiers, aliases: undefined, knownTasks: ['refunds', 'qa'] })
})

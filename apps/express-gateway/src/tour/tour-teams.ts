/** Teams of the offline app; their tokens are no secrets. */
export const tourTeams = [
  { name: 'support', token: 'offline-support-token', perMinute: 60 },
  { name: 'trial', token: 'offline-trial-token', perMinute: 1 },
] as const

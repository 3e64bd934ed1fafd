import type { SignalboxConfig, StrategyConfig } from './signalbox-config.ts'

/** The strategy of a file, with what it explores around all of it. */
export function wholeStrategy({ strategy, explore }: Pick<SignalboxConfig, 'strategy' | 'explore'>): StrategyConfig {
  return explore === undefined ? strategy : { explore: { ...explore, inner: strategy } }
}

/** Where in the file that is which stands at a path of the policy: what is explored around all of it has a place of its own there. */
export function toFilePath(path: readonly (string | number)[]): readonly (string | number)[] {
  const [first, second, third, ...rest] = path
  return first === 'strategy' && second === 'explore' && third === 'inner' ? ['strategy', ...rest] : path
}

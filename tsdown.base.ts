import type { UserConfig } from 'tsdown'

/** What every published package builds the same way: ESM, one d.ts beside each entry, everything outside the package external. */
export const base: UserConfig = {
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  dts: true,
  clean: true,
  fixedExtension: false,
}

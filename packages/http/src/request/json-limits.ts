/**
 * What a body may hold at most. A conversation of 8 MiB with thousands of turns, hundreds of tools and pictures in base64 stays
 * far below; whoever is above wants to keep the event loop busy.
 */
export const jsonLimits = {
  /** Objects and arrays within each other. */
  depth: 64,
  keysPerObject: 10_000,
  /** Values and keys altogether. */
  tokens: 100_000,
  /** Bytes that stand in no string: punctuation, numbers, blanks. */
  bytesOutsideStrings: 4_194_304,
} as const

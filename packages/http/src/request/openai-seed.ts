const twoTo63 = 2 ** 63

/**
 * The largest seed providers take, 2^63 - 1, has become one more than that where JSON was read, since a number cannot hold it.
 * The next smaller number that can be held stands for it.
 */
export function toOpenaiSeed(seed: number | undefined): number | undefined {
  return seed === twoTo63 ? twoTo63 - 1_024 : seed
}

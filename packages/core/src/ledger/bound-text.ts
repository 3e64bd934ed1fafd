/** Providers and carriers may say anything of any length: 256 characters of it are kept. */
export function boundText(text: string | undefined): string | undefined {
  return text?.slice(0, 256)
}

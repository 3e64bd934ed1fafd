/** What a side call sends. `judge`: this prompt alone. `sample`: the caller's prompt again, at this temperature. */
export type Ask =
  | {
      readonly kind: 'judge'
      readonly system?: string | undefined
      readonly prompt: string
      readonly maxOutputTokens?: number | undefined
    }
  | { readonly kind: 'sample'; readonly temperature?: number | undefined }

declare module 'signalbox-host-suite-mock' {
  import type { LanguageModelV4 } from '@ai-sdk/provider'

  /** The host's own mock model, of whichever specification its suite is written for. */
  export class RealMock {
    readonly provider: string
    readonly modelId: string
    readonly supportedUrls: LanguageModelV4['supportedUrls']
    doGenerate: LanguageModelV4['doGenerate']
    doStream: LanguageModelV4['doStream']
    constructor(options?: Record<string, unknown>)
  }
}

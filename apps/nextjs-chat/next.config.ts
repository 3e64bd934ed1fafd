import type { NextConfig } from 'next'

export default {
  // The repository checks types with its own compiler.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
} satisfies NextConfig

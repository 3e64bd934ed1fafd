import { memo } from 'react'
import type { ChatMessage, Routed } from '@/lib/message'
import { toUsd } from '@/lib/to-usd'

/** A turn of the conversation, and under an answer who gave it. */
export const Answer = memo(function Answer({ message }: { readonly message: ChatMessage }) {
  const text = message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  if (message.role === 'user') {
    return (
      <article className="turn mine" aria-label="You">
        <p>{text}</p>
      </article>
    )
  }
  const routed = message.metadata?.routed
  return (
    <article className="turn" aria-label="Answer">
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
      {routed && <RoutedLine routed={routed} />}
    </article>
  )
})

function RoutedLine({ routed }: { readonly routed: Routed }) {
  const { model, tier, task, reason, escalated, fallback, costUsd, isCostLowerBound, savedUsd } = routed
  const why = fallback === 'no' ? task : `${task}, stood in for a model that failed`
  return (
    <footer className="routed" data-tier={tier} title={reason}>
      <b>{model}</b>
      <span>{escalated ? `${tier} tier: ${why}` : why}</span>
      <span>
        {isCostLowerBound && 'at least '}
        {toUsd(costUsd)}
      </span>
      {savedUsd !== undefined && savedUsd > 0 && <span className="saved">saved {toUsd(savedUsd)}</span>}
    </footer>
  )
}

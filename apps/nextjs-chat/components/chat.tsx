'use client'

import { useChat } from '@ai-sdk/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChatMessage } from '@/lib/message'
import { Answer } from './answer'
import { Composer } from './composer'
import { RoutingPanel } from './routing-panel'
import { useSummary } from './use-summary'

const suggestions = ['Translate to French: good morning, everyone', 'Prove that the square root of 2 is irrational.']

export function Chat() {
  const { summary, refresh } = useSummary()
  const { messages, sendMessage, status, stop, error, regenerate, clearError } = useChat<ChatMessage>({
    onFinish: () => void refresh(),
  })
  const [isOpen, setOpen] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  const isBusy = status === 'submitted' || status === 'streaming'
  const send = useCallback((text: string) => void sendMessage({ text }), [sendMessage])

  useEffect(() => {
    void end.current?.scrollIntoView({ block: 'end' })
  }, [messages, status])

  return (
    <div className="frame">
      <header className="bar">
        <h1>Signalbox chat</h1>
        <button
          type="button"
          className="panel-toggle"
          aria-expanded={isOpen}
          aria-controls="routing"
          onClick={() => setOpen(!isOpen)}
        >
          Routing
        </button>
      </header>
      <main className="talk">
        <div className="log" role="log" aria-label="Conversation" aria-busy={isBusy} tabIndex={0}>
          {messages.length === 0 && (
            <section className="welcome">
              <h2>Each answer comes from the cheapest model that does it well.</h2>
              <p>Under it stands which one that was, why, what it cost, and what it saved.</p>
              <ul>
                {suggestions.map((text) => (
                  <li key={text}>
                    <button type="button" onClick={() => send(text)}>
                      {text}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {messages.map((message) => (
            <Answer key={message.id} message={message} />
          ))}
          {status === 'submitted' && (
            <p className="waiting" role="status">
              Choosing a model …
            </p>
          )}
          {error !== undefined && (
            <div className="failure" role="alert">
              <span>{error.message || 'No model could answer just now.'}</span>
              <button
                type="button"
                onClick={() => {
                  clearError()
                  void regenerate()
                }}
              >
                Try again
              </button>
            </div>
          )}
          <div ref={end} />
        </div>
        <Composer isBusy={isBusy} onSend={send} onStop={() => void stop()} />
      </main>
      <RoutingPanel summary={summary} isOpen={isOpen} />
    </div>
  )
}

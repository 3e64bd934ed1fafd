import { createMiddleware, type AgentMiddleware } from 'langchain'
import { RoutedChatModel } from './routed-chat-model.ts'
import type { RoutedChatModelFields } from './routed-options.ts'

/**
 * Middleware for `createAgent`: every step's model call goes through the router, whichever model the agent was made with. Tools,
 * schema, messages and settings are those that middleware around it has left; who answers is decided anew at each step.
 * @throws ConfigurationError
 */
export function signalboxMiddleware(fields: RoutedChatModelFields | RoutedChatModel): AgentMiddleware {
  const model = fields instanceof RoutedChatModel ? fields : new RoutedChatModel(fields)
  return createMiddleware({
    name: 'SignalboxMiddleware',
    wrapModelCall: (request, handler) => handler({ ...request, model }),
  })
}

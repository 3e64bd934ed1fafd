import { isLoopbackHost } from '@signalbox/config'
import { BadRequest, type HeaderReader } from '@signalbox/http'

/**
 * For `authorize`, where there are no tokens: lets in what was meant for this machine by a program on it. A listener on loopback is
 * reached by web pages too: by name, when a page's own name is made to point here (DNS rebinding), or across sites. Such a request names
 * another host, or comes from another origin. @throws BadRequest 403
 */
export function onlyThisMachine(header: HeaderReader): boolean {
  const origin = header('origin')
  if (isOwn(`http://${header('host') ?? ''}`) && (origin === undefined || isOwn(origin))) return true
  throw new BadRequest(
    'This gateway has no token, so it serves programs on its own machine, by a loopback address. Give it a token to serve others.',
    { status: 403, code: 'not_this_machine' },
  )
}

function isOwn(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname)
}

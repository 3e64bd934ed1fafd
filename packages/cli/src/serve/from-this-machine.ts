import { isLoopbackHost } from '@signalbox/config'
import type { HeaderReader } from '@signalbox/http'

/**
 * Whether a request was meant for this machine by a program on it. A listener on loopback is reached by web pages too: by name, when a
 * page's own name is made to point here (DNS rebinding), or across sites. Such a request names another host, or comes from another origin.
 */
export function isFromThisMachine(header: HeaderReader): boolean {
  const origin = header('origin')
  return isOwn(`http://${header('host') ?? ''}`) && (origin === undefined || isOwn(origin))
}

function isOwn(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname)
}

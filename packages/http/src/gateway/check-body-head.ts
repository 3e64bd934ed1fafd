import { BadRequest } from '../request/bad-request.ts'
import { tooLarge } from '../request/collect-bytes.ts'
import type { HeaderReader } from './gateway-options.ts'

/**
 * What a body's head tells before a byte of it is read. JSON has to say that it is: a page anywhere may send text, forms and untyped
 * bodies to a gateway on its reader's machine without asking, JSON only where it is let. @throws BadRequest 413, 415
 */
export function checkBodyHead(header: HeaderReader, maxBytes: number): void {
  if (Number(header('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const [type = '', ...parameters] = (header('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const isJson = type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  if (!isJson || !['utf-8', 'utf8', '"utf-8"', undefined].includes(charset))
    throw new BadRequest('The body has to be JSON in UTF-8, and to say so: `content-type: application/json`.', {
      status: 415,
      code: 'unsupported_media_type',
    })
}

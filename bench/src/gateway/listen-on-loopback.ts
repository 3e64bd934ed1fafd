import { Server } from 'node:net'

// Preloaded into a subject that knows no host and would listen to everybody.
const listen = Server.prototype.listen
Server.prototype.listen = function (this: Server, ...args: unknown[]): Server {
  const [port, host] = args
  const isOpen = typeof port === 'number' && typeof host !== 'string'
  return Reflect.apply(listen, this, isOpen ? [port, '127.0.0.1', ...args.slice(1)] : args) as Server
}

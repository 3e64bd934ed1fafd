export { undiciTransport, type UndiciTransportOptions } from './call/undici-transport.ts'

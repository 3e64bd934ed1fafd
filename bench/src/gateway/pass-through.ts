import { Agent, createServer, request } from 'node:http'

// The floor: what any gateway on Node's own server and client costs at least. `node pass-through.ts PORT UPSTREAM_PORT`
const [port, upstreamPort] = process.argv.slice(2).map(Number)
const agent = new Agent({ keepAlive: true })

createServer({ keepAliveTimeout: 120_000 }, (req, res) => {
  const { method, url: path, headers } = req
  const call = request({ host: '127.0.0.1', port: upstreamPort, agent, method, path, headers }, (reply) => {
    res.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(res)
  })
  call.on('error', () => res.destroy())
  req.pipe(call)
}).listen(port, '127.0.0.1')

process.on('disconnect', () => process.exit())

#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `signalbox needs Node 22.13 or newer; this is ${process.versions.node}. In this repository \`npx -y pnpm@12 exec signalbox\` brings its own.\n`,
  )
  process.exitCode = 2
} else {
  // Who reads only the beginning, as `| head` does, has had what he wanted.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
  const { main } = await import('../dist/index.js')
  process.exitCode = await main(process.argv.slice(2))
}

// What a user gets: every public package packed, installed by npm into an empty project with whatever dependencies are newest today, and used there.
// The programs in packed-smoke/ are that user's: compiled against the packed types, then each run; one line per check, exit 1 where one does not hold.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const packages = readdirSync('packages')
  .map((name) => ({ folder: `packages/${name}`, ...readManifest(`packages/${name}/package.json`) }))
  .filter((manifest) => !manifest.private)
const programs = resolve('scripts/packed-smoke')
const tsc = resolve('node_modules/.bin/tsc')
const project = mkdtempSync(join(tmpdir(), 'signalbox-packed-'))
// A user's npm knows nothing of the package manager that runs this script.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_(?!config_registry)/i.test(name)),
)

process.on('exit', () => rmSync(project, { recursive: true, force: true }))
await check('packs', async () => {
  for (const { folder } of packages) await run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', project], folder)
})
await check('installs', async () => {
  writeFileSync(join(project, 'package.json'), JSON.stringify(toProject(), undefined, 2))
  cpSync(programs, project, { recursive: true })
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'])
})
await check('compiles', () => run(tsc, ['-p', '.']))
for (const program of readdirSync(programs).filter((name) => name.endsWith('.ts')))
  await check(program, () => run(process.execPath, [program]))

function readManifest(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function toProject() {
  const tarballs = packages.map(({ name, version }) => [name, `file:${toTarball(name, version)}`])
  return {
    name: 'signalbox-packed-smoke',
    private: true,
    type: 'module',
    dependencies: {
      ...Object.assign({}, ...packages.map(({ peerDependencies }) => peerDependencies)),
      '@ai-sdk/openai-compatible': 'latest',
      '@langchain/openai': 'latest',
      '@types/node': '24',
      ...Object.fromEntries(tarballs),
    },
    // Else npm asks the registry for what these packages need of each other.
    overrides: Object.fromEntries(tarballs.map(([name]) => [name, `$${name}`])),
  }
}

function toTarball(name, version) {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
}

function run(command, args, cwd = project) {
  return promisify(execFile)(command, args, { cwd, env, timeout: 240_000, maxBuffer: 64 * 1024 * 1024 })
}

async function check(name, work) {
  try {
    await work()
    console.log(`ok  ${name}`)
  } catch (error) {
    console.log(`BAD ${name}`)
    console.log(`    ${`${error.stdout ?? ''}${error.stderr || error.message}`.trim().replaceAll('\n', '\n    ')}`)
    process.exitCode = 1
    if (name === 'packs' || name === 'installs') process.exit()
  }
}

// Holds every public package to what npm users need: publint, are-the-types-wrong, a README with an example.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

let failed = false
for (const name of readdirSync('packages')) {
  const folder = `packages/${name}`
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  if (manifest.private) continue
  const problems = []
  const run = (bin, args, cwd = '.') => {
    try {
      execFileSync(bin, args, { cwd, stdio: 'pipe', encoding: 'utf8' })
    } catch (error) {
      problems.push(`${bin}: ${error.stdout ?? ''}${error.stderr ?? ''}`.trim())
    }
  }
  run('publint', ['--strict', folder])
  run('attw', ['--pack', '.', '--profile', 'esm-only', '--quiet'], folder)
  const readme = existsSync(`${folder}/README.md`) ? readFileSync(`${folder}/README.md`, 'utf8') : ''
  for (const part of ['npm install', '```', '](../../README.md)'])
    if (!readme.includes(part)) problems.push(`README.md lacks ${part}`)
  if (Object.keys(manifest.dependencies ?? {}).length > 0 && name === 'core')
    problems.push('core has a runtime dependency')
  console.log(`${problems.length === 0 ? 'ok ' : 'BAD'} ${manifest.name}`)
  for (const problem of problems) console.log(`    ${problem.replaceAll('\n', '\n    ')}`)
  failed ||= problems.length > 0
}
process.exitCode = failed ? 1 : 0

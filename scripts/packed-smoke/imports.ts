import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'

/** Every subpath that a package exports can be imported, and says something. */
const scope = new URL('node_modules/@signalbox/', import.meta.url)
for (const name of readdirSync(scope)) {
  const manifest = JSON.parse(readFileSync(new URL(`${name}/package.json`, scope), 'utf8')) as {
    exports: Record<string, unknown>
  }
  for (const subpath of Object.keys(manifest.exports)) {
    const options = subpath.endsWith('.json') ? { with: { type: 'json' } } : undefined
    const found: object = await import(`@signalbox/${name}${subpath.slice(1)}`, options)
    assert.ok(Object.keys(found).length > 0, `@signalbox/${name} ${subpath}`)
  }
}

// Writes signalbox.schema.json, which editors complete and check the config with. Run: pnpm --filter @signalbox/config run schema
import { writeFileSync } from 'node:fs'
import { toJsonSchema } from '../src/json-schema.ts'

writeFileSync(new URL('../signalbox.schema.json', import.meta.url), `${JSON.stringify(toJsonSchema(), undefined, 2)}\n`)

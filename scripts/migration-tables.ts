// Writes the tables of docs/migrations anew, from the rows that `signalbox import` goes by.
//   node --conditions=signalbox-source scripts/migration-tables.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { settingTables, withTables } from './setting-tables.ts'

for (const [page, tables] of Object.entries(settingTables)) {
  const file = new URL(`../${page}`, import.meta.url)
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), tables))
}

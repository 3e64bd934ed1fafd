// Writes the tables of docs/migrations anew, from the rows that `signalbox import` goes by.
//   npx -y pnpm@12 run migrations:tables
import { readFileSync, writeFileSync } from 'node:fs'
import { settingTables, withTables } from './setting-tables.ts'

for (const [page, tables] of Object.entries(settingTables)) {
  const file = new URL(`../${page}`, import.meta.url)
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), tables))
}

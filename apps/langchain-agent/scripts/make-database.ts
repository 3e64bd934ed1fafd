import { readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

/** Makes data/shop.db anew from data/shop.sql. */
const path = fileURLToPath(new URL('../data/shop.db', import.meta.url))
rmSync(path, { force: true })
const database = new DatabaseSync(path)
database.exec(readFileSync(new URL('../data/shop.sql', import.meta.url), 'utf8'))
database.exec('VACUUM')
database.close()

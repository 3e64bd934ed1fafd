import { tool } from '@langchain/core/tools'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const path = fileURLToPath(new URL('../../data/shop.db', import.meta.url))
const mostRows = 50

/** Reads the shop's database; nothing can be written through it. What SQL it cannot read comes back as words, for the model to mend. */
export const queryDatabase = tool(
  ({ sql }) => {
    const database = new DatabaseSync(path, { readOnly: true })
    try {
      const rows = database.prepare(sql).all()
      const more = rows.length > mostRows ? ` (the first ${mostRows} of ${rows.length} rows)` : ''
      return JSON.stringify(rows.slice(0, mostRows)) + more
    } catch (error) {
      return `Not answered: ${error instanceof Error ? error.message : String(error)}`
    } finally {
      database.close()
    }
  },
  {
    name: 'query_database',
    description: `One SELECT in SQLite's SQL over the shop's tables: products (id, name, category, price_usd), customers (id, name, city),
orders (id, customer_id, product_id, quantity, ordered_on as YYYY-MM-DD).`,
    schema: z.object({ sql: z.string().describe('The SELECT') }),
  },
)

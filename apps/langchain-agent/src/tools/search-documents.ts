import { tool } from '@langchain/core/tools'
import MiniSearch from 'minisearch'
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const folder = new URL('../../data/documents/', import.meta.url)

interface Passage {
  readonly id: string
  readonly document: string
  readonly text: string
}

const passages: readonly Passage[] = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split(/\n\n+/)
      .filter((text) => !text.startsWith('#'))
      .map((text, index) => ({ id: `${name}#${index}`, document: name, text: text.replaceAll('\n', ' ').trim() })),
  )

const index = new MiniSearch<Passage>({ fields: ['document', 'text'], searchOptions: { prefix: true, fuzzy: 0.2 } })
index.addAll([...passages])

/** Finds passages in the files of data/documents. */
export const searchDocuments = tool(
  ({ query }) => {
    const found = index.search(query).slice(0, 2)
    if (found.length === 0)
      return `Nothing is said about "${query}". There are: ${[...new Set(passages.map(({ document }) => document))].join(', ')}.`
    return found
      .flatMap(({ id }) => passages.find((passage) => passage.id === id) ?? [])
      .map(({ document, text }) => `${document}: ${text}`)
      .join('\n')
  },
  {
    name: 'search_documents',
    description: "Searches the shop's own documents: returns, warranty, shipping, care.",
    schema: z.object({ query: z.string().describe('Words to look for') }),
  },
)

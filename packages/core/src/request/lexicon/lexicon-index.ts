import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { hi } from './hi.ts'
import { id } from './id.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { vi } from './vi.ts'
import { zh } from './zh.ts'
import type { Lexicon } from './lexicon.ts'

/** What a phrase is evidence of. */
export type Signal = keyof Lexicon

/** One phrase, ready to be matched. */
export interface Phrase {
  readonly text: string
  readonly signal: Signal
  /** 1 for a strong phrase, less for a weak hint. */
  readonly weight: number
  /** The next character must not be a letter. */
  readonly isWhole: boolean
  /** ISO 639-1 codes of the lexicons that have it. */
  readonly languages: readonly string[]
}

const weakWeight = 0.35

/** Phrases as a tree of characters: a step down for each, whatever the language. */
export interface LexiconIndex {
  readonly next: ReadonlyMap<number, LexiconIndex>
  /** Phrases that end here. */
  readonly phrases: readonly Phrase[]
}

interface Node extends LexiconIndex {
  readonly next: Map<number, Node>
  readonly phrases: Phrase[]
}

export const lexicons: Readonly<Record<string, Lexicon>> = {
  en,
  de,
  fr,
  es,
  zh,
  ja,
  pt,
  it,
  pl,
  ru,
  tr,
  ar,
  hi,
  ko,
  vi,
  id,
}

export function createLexiconIndex(all: Readonly<Record<string, Lexicon>>): LexiconIndex {
  const root = createNode()
  const known = new Map<string, string[]>()
  for (const [language, lexicon] of Object.entries(all)) {
    for (const [signal, list] of Object.entries(lexicon) as [Signal, string][]) {
      for (const raw of list.split('|')) {
        const isWeak = raw.startsWith('~')
        const bare = isWeak ? raw.slice(1) : raw
        const isWhole = bare.endsWith('_')
        const text = isWhole ? bare.slice(0, -1) : bare
        if (text.length === 0) continue
        const name = `${signal}:${text}`
        const languages = known.get(name) ?? []
        languages.push(language)
        if (languages.length > 1) continue
        known.set(name, languages)
        nodeOf(root, text).phrases.push({ text, signal, weight: isWeak ? weakWeight : 1, isWhole, languages })
      }
    }
  }
  return root
}

function createNode(): Node {
  return { next: new Map(), phrases: [] }
}

function nodeOf(root: Node, text: string): Node {
  let node = root
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let next = node.next.get(code)
    if (next === undefined) node.next.set(code, (next = createNode()))
    node = next
  }
  return node
}

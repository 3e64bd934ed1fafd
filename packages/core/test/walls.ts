import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** A source file with what it imports, both relative to the source folder. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Which rooms a room may import (docs/decisions/0007): type imports count. `.` is the wiring beside the rooms. */
export const walls: Readonly<Record<string, readonly string[] | 'all'>> = {
  failure: [],
  ports: [],
  request: [],
  catalog: [],
  policy: ['catalog', 'request'],
  decision: ['catalog', 'failure', 'policy'],
  outcome: ['decision', 'failure'],
  call: ['catalog', 'decision', 'failure', 'outcome'],
  strategies: ['catalog', 'decision', 'policy', 'ports', 'request'],
  gates: ['decision', 'outcome', 'request'],
  execution: ['call', 'catalog', 'decision', 'failure', 'outcome', 'ports'],
  budget: ['ports'],
  ledger: ['catalog', 'outcome'],
  errors: ['failure', 'outcome'],
  testing: 'all',
  '.': 'all',
}

/** Names of the outside world; only `ports/` may use them. */
const ambient =
  /(?<![.\w$'"`])(?:Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.|setTimeout|setInterval|setImmediate|queueMicrotask|fetch\(|process\.|console\.|globalThis\.)/

export function readSource(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ path: name.split(sep).join('/'), text: readFileSync(join(folder, name), 'utf8') }))
}

/** Every breach of the walls, in words: room to room, cycles between files, outside modules, ambient IO. */
export function findBreaches(files: readonly SourceFile[]): string[] {
  const breaches: string[] = []
  const graph = new Map<string, string[]>()
  for (const { path, text } of files) {
    const edges: string[] = []
    graph.set(path, edges)
    for (const specifier of importsOf(text)) {
      if (!specifier.startsWith('.')) {
        breaches.push(`${path} imports ${specifier}: the core imports nothing from outside.`)
        continue
      }
      const target = relative('/', resolve('/', dirname(path), specifier))
        .split(sep)
        .join('/')
      edges.push(target)
      const [from, to] = [roomOf(path), roomOf(target)]
      const allowed = walls[from]
      if (allowed === undefined) breaches.push(`${path} is in the room ${from}, which the table does not know.`)
      else if (from !== to && allowed !== 'all' && !allowed.includes(to))
        breaches.push(`${path} imports ${target}: ${from} may not import ${to}.`)
      if (to === 'testing' && from !== 'testing') breaches.push(`${path} imports ${target}: testing is for tests.`)
    }
    const line = text.split('\n').find((one) => ambient.test(one.replace(/\/\/.*|^\s*\*.*|\/\*.*?\*\//g, '')))
    if (roomOf(path) !== 'ports' && line !== undefined)
      breaches.push(`${path} reaches outside: ${line.trim()}. Only ports/ may; take a port instead.`)
  }
  return [...breaches, ...findCycles(graph)]
}

function roomOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '.') : '.'
}

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g),
  ].map((match) => match[1] ?? match[2] ?? '')
}

function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push(`A cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`)
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return cycles
}

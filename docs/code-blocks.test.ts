import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

/** Every TypeScript block of the READMEs and quickstarts, held to the types as they are today; `ts excerpt` marks the ones that are not whole. */
const root = fileURLToPath(new URL('..', import.meta.url))

/** Where a page's blocks find what they import, if that is not beside the page. */
const homes: Readonly<Record<string, string>> = {
  'packages/ai-sdk/README.md': 'apps/nextjs-chat',
  'docs/quickstarts/ai-sdk-nextjs.md': 'apps/nextjs-chat',
  'packages/langchain/README.md': 'apps/langchain-agent',
  'docs/quickstarts/langchain-agent.md': 'apps/langchain-agent',
  'docs/quickstarts/express.md': 'apps/express-gateway',
  'packages/bridge/README.md': 'packages/cli',
  'docs/quickstarts/litellm-openrouter.md': 'packages/cli',
}

/** Folders of pages that have whole blocks. */
const folders = ['docs/quickstarts', 'docs/migrations']

const pages = [
  'README.md',
  ...readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}/README.md`)
    .filter((page) => existsSync(join(root, page))),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
]

interface Block {
  readonly page: string
  readonly file: string
  readonly text: string
}

/** A block whose first line is a comment with a file's name is that file; others of its page may import it. */
function blocksOf(page: string): readonly Block[] {
  const parent = homes[page] ?? (page.startsWith('packages/') ? dirname(page) : '.')
  const folder = join(root, parent, '.code-blocks', page.replaceAll(/\W/g, '-'))
  const found = readFileSync(join(root, page), 'utf8').matchAll(/```(tsx?)\n([\s\S]*?)```/g)
  return [...found].map(([, kind, text = ''], index) => {
    const name = /^\/\/ ([\w./-]+\.tsx?)\n/.exec(text)?.[1] ?? `block-${index + 1}.${kind}`
    return { page, file: join(folder, name), text: `${text}\nexport {}\n` }
  })
}

const blocks = pages.flatMap(blocksOf)
const config = join(root, 'tsconfig.code-blocks.json')

afterAll(async () => {
  await rm(config, { force: true })
  for (const { file } of blocks)
    await rm(file.slice(0, file.indexOf('.code-blocks') + 12), { recursive: true, force: true })
})

it('every block of every page type-checks', async () => {
  expect(blocks.length).toBeGreaterThan(10)
  for (const { file, text } of blocks) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  const settings = {
    extends: './tsconfig.json',
    // As frameworks resolve: Next.js has no `exports` to go by.
    compilerOptions: { module: 'preserve', moduleResolution: 'bundler' },
    include: [],
    files: blocks.map(({ file }) => relative(root, file)),
  }
  await writeFile(config, JSON.stringify(settings))
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout } = await promisify(execFile)(tsc, ['-p', config, '--noEmit'], { cwd: root }).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
}, 120_000)

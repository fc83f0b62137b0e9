// Trino's grammar, as dt-sql-parser has it, in one file: its modules cannot be imported by Node as they are.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the grammar is built to. */
export const GRAMMAR = join(import.meta.dirname, '../dist/grammar.js')

const PACKAGES = ['dt-sql-parser', 'antlr4ng'] as const

const ENTRY = `
export { TrinoSqlLexer } from 'dt-sql-parser/dist/lib/trino/TrinoSqlLexer.js'
export { TrinoSqlParser } from 'dt-sql-parser/dist/lib/trino/TrinoSqlParser.js'
export { BailErrorStrategy, CharStreams, CommonTokenStream, ParseCancellationException, PredictionMode } from 'antlr4ng'
`

/** Whether it is there, made of the packages that are installed. */
export async function isGrammarBuilt(): Promise<boolean> {
  const built = await readFile(GRAMMAR, 'utf8').catch(() => '')
  return built.startsWith(await stamp())
}

/** Makes it, in a tenth of a second. */
export async function buildGrammar(): Promise<void> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: import.meta.dirname },
    bundle: true,
    // Names stay: a rule of the grammar is known by its class's.
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    outfile: GRAMMAR,
    legalComments: 'none',
  })
  await mkdir(dirname(GRAMMAR), { recursive: true })
  const part = `${GRAMMAR}.${process.pid}`
  await writeFile(part, `${await stamp()}\n${outputFiles[0]!.text}`)
  await rename(part, GRAMMAR)
}

/** The first line: of what it was made. */
async function stamp(): Promise<string> {
  const versions = PACKAGES.map(async name => `${name} ${(await readManifest(name)).version}`)
  return `// ${(await Promise.all(versions)).join(', ')}; ${ENTRY.length}`
}

async function readManifest(name: string): Promise<{ version: string }> {
  for (const path of createRequire(import.meta.url).resolve.paths(name)!) {
    const text = await readFile(join(path, name, 'package.json'), 'utf8').catch(() => undefined)
    if (text !== undefined) return JSON.parse(text)
  }
  throw new Error(`${name}: expected it to be installed, it is not: run npm ci`)
}

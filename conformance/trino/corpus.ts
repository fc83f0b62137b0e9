// The corpus: small files, one construct each, and beside each chapter's files the answers of Trino to them.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Kept, type Marks, readMarks } from './compare.ts'

export interface Construct {
  readonly chapter: string
  readonly name: string
  /** One line for a person. */
  readonly about: string
  /** Why this engine refuses it; undefined where it answers. */
  readonly refused: string | undefined
  /** What Athena does that Trino's bare engine does not: its answer is worked out by hand, and kept so. */
  readonly athena: string | undefined
  /** What is still to be mended: this engine answers or fails otherwise than Trino. */
  readonly open: string | undefined
  /** Without the lines about it. */
  readonly sql: string
  readonly marks: Marks
}

export type Answers = Readonly<Record<string, Kept>>

const folder = join(import.meta.dirname, '../../packages/query/test/corpus')

export async function listChapters(): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true })
  return found.flatMap(entry => (entry.isDirectory() ? [entry.name] : [])).sort()
}

export async function readChapter(chapter: string): Promise<Construct[]> {
  const files = (await readdir(join(folder, chapter))).filter(name => name.endsWith('.sql')).sort()
  const texts = await Promise.all(files.map(file => readFile(join(folder, chapter, file), 'utf8')))
  return texts.map((text, i) => readConstruct(chapter, basename(files[i]!, '.sql'), text))
}

/** Those of a chapter; none where nobody has asked yet. */
export async function readAnswers(chapter: string): Promise<Answers> {
  return JSON.parse(await readFile(join(folder, chapter, 'answers.json'), 'utf8').catch(() => '{}'))
}

/** A line per construct, so that a difference is a line. */
export async function writeAnswers(chapter: string, answers: Answers): Promise<void> {
  const lines = Object.entries(answers).map(([name, kept]) => `  ${JSON.stringify(name)}: ${JSON.stringify(kept)}`)
  await writeFile(join(folder, chapter, 'answers.json'), `{\n${lines.join(',\n')}\n}\n`)
}

function readConstruct(chapter: string, name: string, text: string): Construct {
  const [head] = /^(?:-- ?(?:about|refused|athena|open|unordered|estimate)\b.*\n)*/.exec(text)!
  const about = /^-- about: (.+)$/m.exec(head)?.[1]
  if (about === undefined) throw new Error(`corpus ${chapter}/${name}: expected -- about: in its first lines, got none`)
  const sql = text.slice(head.length).trim()
  const marks = readMarks(sql)
  return {
    chapter,
    name,
    about,
    refused: /^-- refused: (.+)$/m.exec(head)?.[1],
    athena: /^-- athena: (.+)$/m.exec(head)?.[1],
    open: /^-- open: (.+)$/m.exec(head)?.[1],
    sql,
    marks: {
      ...marks,
      isUnordered: marks.isUnordered || /^-- unordered/m.test(head),
      isEstimate: marks.isEstimate || /^-- estimate/m.test(head),
    },
  }
}

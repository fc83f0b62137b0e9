// The part of docs/athena.md that says, construct by construct, what this engine does with Athena's SQL (npm run docs writes it).
import type { Construct } from './corpus.ts'
import { listChapters, readAnswers, readChapter } from './corpus.ts'

const BEGIN = '<!-- constructs: npm run docs -->'
const END = '<!-- end of constructs -->'

interface Row extends Construct {
  /** Whether Trino answers it with an error, and so must we. */
  readonly isError: boolean
}

/** Markdown: how many of each chapter, and each construct. */
export async function describeConstructs(): Promise<string> {
  const chapters = await Promise.all((await listChapters()).map(async name => ({ name, rows: await readRows(name) })))
  const all = chapters.flatMap(({ rows }) => rows)
  const lines = chapters.map(({ name, rows }) => count(`[${name}](#${name})`, rows))
  const head = ['| chapter | constructs | right | of these errors | refused | open |', '|---|---:|---:|---:|---:|---:|']
  return `${[...head, ...lines, count('**all**', all)].join('\n')}\n\n${chapters.map(({ name, rows }) => section(name, rows)).join('\n')}`
}

/** The text of docs/athena.md with this part anew. @throws Error where the text has no place for it */
export async function renewConstructs(text: string): Promise<string> {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin === -1 || end < begin) throw new Error(`docs/athena.md: expected ${BEGIN} and ${END}, got none`)
  return `${text.slice(0, begin)}${BEGIN}\n\n${await describeConstructs()}\n${text.slice(end)}`
}

async function readRows(chapter: string): Promise<Row[]> {
  const [constructs, answers] = await Promise.all([readChapter(chapter), readAnswers(chapter)])
  return constructs.map(construct => ({ ...construct, isError: 'error' in (answers[construct.name] ?? {}) }))
}

function count(name: string, rows: readonly Row[]): string {
  const open = rows.filter(each => each.open !== undefined)
  const right = rows.filter(each => each.refused === undefined && each.open === undefined)
  const errors = right.filter(({ isError }) => isError)
  return `| ${name} | ${rows.length} | ${right.length} | ${errors.length} | ${rows.length - right.length - open.length} | ${open.length} |`
}

function section(name: string, rows: readonly Row[]): string {
  const lines = rows.map(({ name: own, about, refused, athena, open, isError }) => {
    const here =
      open !== undefined
        ? `open: ${open}`
        : refused !== undefined
          ? `refused: ${refused}`
          : isError
            ? 'the same error'
            : athena !== undefined
              ? `right: ${athena}`
              : 'right'
    return `| ${own} | ${cell(about)} | ${cell(here)} |`
  })
  return `### ${name}\n\n| construct | what it shows | here |\n|---|---|---|\n${lines.join('\n')}\n`
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

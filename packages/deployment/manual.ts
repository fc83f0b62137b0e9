// The part of docs/deploy.md that says what each alarm means, made of the table of alarms (npm run docs writes it).
import type { Alarm } from './alarm.ts'
import { alarms, COST } from './alarms.ts'

const WIDTH = 122
const BEGIN = '<!-- alarms: npm run docs -->'
const END = '<!-- end of alarms -->'

const OF: Readonly<Record<Alarm['watches'], string>> = {
  stage: '',
  stream: ', for the stream',
  door: ', for each function that people and apps reach',
  consumer: ', for each function that reads the stream',
  helper: ', for each function that AWS calls for a file, a delivery or the counts of a minute',
  job: ', for each job',
  queue: ', for each queue of what was given up',
  delivery: ', for each Firehose',
  reader: ', for the Firehose that reads the stream',
}

/** Markdown: a heading for each alarm, when it rings, what that means and what to do. */
export function describeAlarms(): string {
  const sections = alarms.map(({ name, limit, watches, means, mend }) =>
    section(name, `Rings above ${limit}${OF[watches]}.`, means, mend),
  )
  return [...sections, section(COST.name, 'A budget of AWS Budgets, not an alarm.', COST.means, COST.mend)].join('\n')
}

/** The text of docs/deploy.md with this part anew. @throws Error where the text has no place for it */
export function renewManual(text: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin === -1 || end < begin) throw new Error(`docs/deploy.md: expected ${BEGIN} and ${END}, got none`)
  return `${text.slice(0, begin)}${BEGIN}\n\n${describeAlarms()}\n${text.slice(end)}`
}

function section(name: string, rings: string, means: string, mend: string): string {
  const lines = wrap(`**${rings}** ${means} *What to do:* ${mend}`.replace(/\s+/g, ' '))
  return `### ${name}\n\n${lines.join('\n')}\n`
}

function wrap(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

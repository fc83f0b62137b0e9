// `clickstream doctor`: is everything as it should be, and if not, what to do.
import { examine, type Finding } from './checks.ts'
import { defineCommand } from './command.ts'
import { wrap } from './help.ts'
import { readSettings } from './settings.ts'
import type { Paper } from './terminal.ts'

export const command = defineCommand({
  name: 'doctor',
  about: 'Check that all is well; say how to mend what is not',
  usage: '',
  options: {
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The findings as JSON' },
  },
  examples: [
    ['doctor', 'versions, settings, disk, backlog, freshness, lake, jobs'],
    ['doctor --json', 'the same for a program; exit code 1 when something is broken'],
  ],
  async run({ values }, { out, env }) {
    const findings = await examine(readSettings({ data: values.data }, env), env)
    const isWell = findings.every(finding => finding.state !== 'bad')
    if (values.json) out.line(JSON.stringify({ ok: isWell, findings }, null, 2))
    else showFindings(findings, out)
    return isWell ? 0 : 1
  },
})

const marks = { good: ['green', '✓'], note: ['yellow', '!'], bad: ['red', '✗'] } as const

function showFindings(findings: readonly Finding[], out: Paper): void {
  const width = Math.max(...findings.map(finding => finding.name.length))
  for (const { name, state, says, mend } of findings) {
    const [colour, mark] = marks[state]
    const room = out.isTerminal ? Math.max(20, out.columns - width - 4) : Number.POSITIVE_INFINITY
    const indent = ' '.repeat(width + 4)
    const [first, ...rest] = wrap(says, room)
    out.line(`${out.style(colour, mark)} ${name.padEnd(width)}  ${first}`)
    for (const line of rest) out.line(indent + line)
    if (mend === undefined) continue
    for (const [i, line] of wrap(mend, room - 2).entries()) {
      out.line(`${indent}${out.style('dim', `${i === 0 ? '→' : ' '} ${line}`)}`)
    }
  }
}

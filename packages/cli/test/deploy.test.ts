// docs/deploy.md against what is deployed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alarms, COST } from '@clickstream/deployment/alarms'
import { renewManual } from '@clickstream/deployment/manual'
import { settingsOf } from '@clickstream/deployment/settings'
import { expect, test } from 'vitest'
import { expectTaken } from './lines.ts'
import { root } from './run.ts'

const text = readFileSync(join(root, 'docs/deploy.md'), 'utf8')

test('says of every alarm what it means (npm run docs writes it)', () => {
  expect(text).toBe(renewManual(text))
  for (const { name } of [...alarms, COST]) expect(text.split(`\n### ${name}\n`)).toHaveLength(2)
})

test('its commands are commands, its npm scripts are scripts', async () => {
  const lines = [...text.matchAll(/^npx clickstream (.+)$/gm)].map(([, line]) => line!)
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) await expectTaken(line.replace(/ +#.*$/, ''))
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const [, name] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(name!)
})

test('names every setting there is', () => {
  const [, table] = /\| setting \| says \|\n([\s\S]*?)\n\n/.exec(text)!
  const named = [...table!.matchAll(/`(\w+)`/g)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(
    Object.keys(settingsOf('production'))
      .filter(name => name !== 'region')
      .toSorted(),
  )
  for (const [, group, name] of text.matchAll(
    /`(stream|collector|transform|archive|jobs|query|report|observe)\.(\w+)/g,
  )) {
    expect(settingsOf('production')[group as 'stream']).toHaveProperty(name!)
  }
})

test('its links lead to a place in it, or to a file', () => {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  )
  const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path!)
  expect(links.length).toBeGreaterThan(2)
  for (const path of links) {
    if (path.startsWith('#')) expect(headings).toContain(path.slice(1))
    else readFileSync(join(root, 'docs', path))
  }
})

test('its policy for the one who deploys is JSON, of statements with names', () => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(text)!
  const { Statement } = JSON.parse(json!) as { Statement: { Sid: string; Resource: string[] }[] }
  // Everything but what has no name of its own is bound to this app's, or SST's.
  for (const { Sid, Resource } of Statement) {
    if (Sid === 'WithoutNames') continue
    for (const arn of Resource) expect([arn, /clickstream[-_]\*|sst|:catalog$/.test(arn)]).toEqual([arn, true])
  }
})

// `npm run docs`: writes what is generated from the one truth. A test fails when it is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { renderMarkdown } from '@clickstream/cli/dictionary'
import { renewManual } from '@clickstream/deployment/manual'
import { renewConstructs } from '../conformance/trino/matrix.ts'

const folder = new URL('../docs/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('tables.md', folder), renderMarkdown())
const manual = new URL('deploy.md', folder)
writeFileSync(manual, renewManual(readFileSync(manual, 'utf8')))
const constructs = new URL('athena.md', folder)
writeFileSync(constructs, await renewConstructs(readFileSync(constructs, 'utf8')))

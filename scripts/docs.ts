// `npm run docs`: writes what is generated from the one truth. A test fails when it is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { renderMarkdown } from '@clickstream/cli/dictionary'
import { renewManual } from '@clickstream/deployment/manual'

const folder = new URL('../docs/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('tables.md', folder), renderMarkdown())
const manual = new URL('deploy.md', folder)
writeFileSync(manual, renewManual(readFileSync(manual, 'utf8')))

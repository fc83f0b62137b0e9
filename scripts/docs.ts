// `npm run docs`: writes what is generated from the one truth. A test fails when it is stale.
import { mkdirSync, writeFileSync } from 'node:fs'
import { renderMarkdown } from '@clickstream/cli/dictionary'

const folder = new URL('../docs/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('tables.md', folder), renderMarkdown())

// `clickstream catalog rebuild`: the catalog anew, from the files of the lake alone.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { tables } from '@clickstream/events/tables'
import { openStore } from '@clickstream/lake/open'
import { CatalogBusy, rebuildCatalog } from '@clickstream/lake/rebuild'
import { defineCommand } from './command.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { expectHere } from './local.ts'
import { lockData } from './running.ts'
import { localPath, readSettings } from './settings.ts'
import { showMany } from './units.ts'

export const command = defineCommand({
  name: 'catalog',
  about: 'Rebuild a lost or broken catalog from the files of the lake',
  usage: '<rebuild>',
  details: `
Every partition is found where it was: at the version that was last put in its
place, else where it was landed. Queries then answer as before. Lost are the
record of runs and what the jobs had noted: their next runs make the derived
tables again. Nothing may run on the folder meanwhile. The old catalog stays
beside the new one, as catalog.sqlite.old.`,
  options: {
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The summary as JSON' },
  },
  examples: [['catalog rebuild', 'after the catalog was lost, or doctor says that it cannot be read']],
  async run({ values: { data, json }, positionals: [what] }, { out }) {
    if (what !== 'rebuild') throw wrongUsage(`catalog: expected rebuild, got ${JSON.stringify(what)}`)
    const settings = readSettings({ data })
    const [lake, path] = [localPath(settings.lake), localPath(settings.catalog)]
    expectHere('catalog rebuild', settings, 'On AWS the catalog is a DynamoDB table with point-in-time recovery.')
    if (lake !== undefined && !existsSync(lake)) {
      throw new CliError(`${lake}: expected a lake, there is none`, 'Is --data right?', WRONG_USAGE)
    }
    const lock = lockData(settings.data)
    try {
      const rebuilt = await rebuildCatalog(resolve(path!), openStore(settings.lake), tables)
      const { partitions, versions, brought, old } = rebuilt
      if (json) out.line(JSON.stringify({ partitions: partitions.length, versions, brought, old }))
      else {
        out.line(`${showMany(partitions.length, 'partition')}, ${showMany(versions, 'version')} of jobs among them`)
        if (brought > 0) out.line(`${showMany(brought, 'file')} brought after that a version had not taken over`)
        if (old !== null) out.line(out.style('dim', `The one before is ${old}`))
        out.line('Next: clickstream dev, whose jobs make the derived tables again.')
      }
      return 0
    } catch (error) {
      if (!(error instanceof CatalogBusy)) throw error
      throw new CliError(error.message, 'Wait for the job or query that runs there, or stop it.')
    } finally {
      lock.release()
    }
  },
})

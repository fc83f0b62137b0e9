// A process that puts numbered records without end and prints each ack: node putting.ts <file> <name> <puts side by side> [<puts>]
import { writeSync } from 'node:fs'
import { SqliteStream } from '../sqlite.ts'
import { record } from './records.ts'

const [path, name, side, puts] = process.argv.slice(2) as [string, string, string, string?]
const stream = new SqliteStream(path, { free_disk_floor: 0 })
let left = Number(puts ?? Number.POSITIVE_INFINITY)

async function putOn(lane: number): Promise<void> {
  for (let i = 0; left-- > 0; i++) {
    const texts = [0, 1, 2].map(part => `${name}/${lane}/${i}/${part}/${'x'.repeat(500)}`)
    const placed = await stream.put(texts.map(text => record(`${name}/${lane}`, text)))
    // Straight to the file descriptor: what is printed has been acked, and nothing is kept back at the end.
    writeSync(
      1,
      placed.map(({ shard, sequence_number }, part) => `${shard} ${sequence_number} ${texts[part]}\n`).join(''),
    )
  }
}

try {
  await Promise.all(Array.from({ length: Number(side) }, (_, lane) => putOn(lane)))
} catch (error) {
  writeSync(2, `${(error as Error).name}: ${(error as Error).message}\n`)
  process.exitCode = 3
}
await stream.close()

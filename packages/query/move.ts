import { copyFile, rename, rm } from 'node:fs/promises'

/** Gives a file another place, in one step even on another disk. */
export async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    // Another disk: copied beside the place first, so that the name never means half a file.
    const pending = `${to}.${process.pid}.pending`
    try {
      await copyFile(from, pending)
      await rename(pending, to)
    } finally {
      await rm(pending, { force: true })
    }
  }
}

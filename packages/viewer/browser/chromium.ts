// The browser that the tests look through: the one this machine has.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

export function launchChromium(): Promise<Browser> {
  // Containers run it as root, which its sandbox does not do; it opens this machine's own pages only.
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']
  return chromium.launch({ executablePath: findChromium(), args })
}

/** Its path. @throws Error that says how to get one when there is none */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const wanted = env.CHROMIUM
  const known = wanted === undefined ? findInPath(env.PATH ?? '') : existsSync(wanted) ? wanted : undefined
  if (known !== undefined) return known
  throw new Error(
    wanted === undefined
      ? `Chromium: expected one of ${NAMES.join(', ')} in PATH, found none. apt-get install chromium, or say where it is: CHROMIUM=/its/path`
      : `CHROMIUM: expected the path of a Chromium, got "${wanted}", where there is none`,
  )
}

function findInPath(path: string): string | undefined {
  const folders = path.split(delimiter)
  return NAMES.flatMap(name => folders.map(folder => join(folder, name))).find(file => existsSync(file))
}

// Trino's classes, from Maven's registry. The server's own archive, trino-server-435.tar.gz, is not in every registry that
// mirrors Maven's (404 in ours); what it is packed from is: trino-main is its lib/, trino-hive's zip its plugin/hive/.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Missing } from '../step.ts'

/** With the least Java each runs on: 435 is the newest for 17. */
export const versions = { '435': 17, '476': 24 } as const
export type Version = keyof typeof versions

export interface Installed {
  readonly version: Version
  /** The program. */
  readonly java: string
  readonly classpath: string
  /** A folder per plugin. */
  readonly plugins: string
}

const LONGEST = 30 * 60_000
const INSTALLED_JAVAS = '/usr/lib/jvm'
const pom = join(import.meta.dirname, 'pom.xml')
const cache = join(import.meta.dirname, '../../node_modules/.cache/conformance')

export function isVersion(text: string): text is Version {
  return Object.hasOwn(versions, text)
}

/** Takes minutes the first time. @throws Missing without a Java new enough, or Maven */
export async function install(version: Version): Promise<Installed> {
  const java = await findJava(versions[version])
  const folder = join(cache, `trino-${version}`)
  const [classpath, plugins] = [join(folder, 'classpath'), join(folder, 'plugin')]
  if (!existsSync(plugins)) {
    const unpacked = join(folder, 'unpacked')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const wanted = `-Dartifact=io.trino:trino-hive:${version}:zip`
    await maven('dependency:build-classpath', `-Dtrino=${version}`, `-Dmdep.outputFile=${classpath}`)
    await maven('dependency:copy', `-Dtrino=${version}`, wanted, `-DoutputDirectory=${unpacked}`)
    // A zip is what a jar is.
    await run(join(java, '../jar'), ['--extract', '--file', join(unpacked, `trino-hive-${version}.zip`)], unpacked)
    await mkdir(join(unpacked, 'plugin'))
    await rename(join(unpacked, `trino-hive-${version}`), join(unpacked, 'plugin/hive'))
    if (version === '435') await addLocalFiles(join(unpacked, 'plugin/hive'), classpath, join(java, '..'))
    await rename(join(unpacked, 'plugin'), plugins)
    await rm(unpacked, { recursive: true })
  }
  return { version, java, classpath: (await readFile(classpath, 'utf8')).trim(), plugins }
}

/** What opens local:///… for the plugin of 435, in the folder where it looks for Hadoop: a world of its own, with its own jars. */
async function addLocalFiles(plugin: string, classpath: string, programs: string): Promise<void> {
  const [folder, classes] = [join(plugin, 'hdfs'), join(plugin, 'classes')]
  const known = `${plugin}/*:${(await readFile(classpath, 'utf8')).trim()}`
  await mkdir(folder)
  await run(join(programs, 'javac'), [
    '-d',
    classes,
    '-cp',
    known,
    join(import.meta.dirname, 'HdfsFileSystemManager.java'),
  ])
  await run(join(programs, 'jar'), ['--create', '--file', join(folder, 'local.jar'), '-C', classes, '.'])
  await rm(classes, { recursive: true })
  const needed = (await readdir(plugin)).filter(name =>
    /^(trino-filesystem-\d+|guava-.*|failureaccess-.*)\.jar$/.test(name),
  )
  for (const name of needed) await copyFile(join(plugin, name), join(folder, name))
}

/** The oldest that will do, so that two people have the same one. */
async function findJava(least: number): Promise<string> {
  const homes = (await readdir(INSTALLED_JAVAS).catch(() => [])).sort().map(name => join(INSTALLED_JAVAS, name))
  const given = process.env.JAVA_HOME === undefined ? [] : [process.env.JAVA_HOME]
  const programs = [...[...given, ...homes].map(home => join(home, 'bin/java')).filter(existsSync), 'java']
  const found: { program: string; release: number }[] = []
  for (const program of programs) {
    const said = await promisify(execFile)(program, ['-version']).catch(() => undefined)
    const release = Number(/version "(\d+)/.exec(said?.stderr ?? '')?.[1] ?? 0)
    if (release >= least) found.push({ program, release })
  }
  found.sort((a, b) => a.release - b.release)
  if (found.length > 0) return found[0]!.program
  throw new Missing(`expected Java ${least} or newer (JAVA_HOME, ${INSTALLED_JAVAS}, PATH), got ${programs.join(', ')}`)
}

async function maven(...wanted: string[]): Promise<void> {
  try {
    await run('mvn', ['-q', '-B', '-f', pom, ...wanted])
  } catch (error) {
    throw new Missing(
      `expected Maven and its registry, got ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`,
    )
  }
}

function run(command: string, args: readonly string[], cwd?: string): Promise<unknown> {
  return promisify(execFile)(command, args, { timeout: LONGEST, maxBuffer: 1 << 28, cwd })
}

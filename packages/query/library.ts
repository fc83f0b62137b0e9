// The saved queries: one .sql each, with a header that says what it answers and what can be asked of it.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Column, type Parameter, type ParameterType, QueryError } from './engine.ts'
import { countParameters } from './statement.ts'
import { daysBefore, expectedOf, parameterTypes, readValue } from './value.ts'

export interface SavedParameter {
  readonly name: string
  readonly type: ParameterType
  /** As the header has it, words such as `30 days ago` included; null when one must be given. */
  readonly default: string | null
}

export interface SavedQuery {
  /** The file's name without .sql. */
  readonly name: string
  readonly title: string
  readonly about: string
  /** Each parameter once, in the order of the header. */
  readonly parameters: readonly SavedParameter[]
  /** The parameter's name for each `?`. */
  readonly positions: readonly string[]
  /** What it answers, where the header says it (a data set of a dashboard must); Athena's names of the types. */
  readonly columns?: readonly Column[]
  /** Athena SQL without the header. */
  readonly sql: string
  /** The whole file. */
  readonly text: string
}

/**
 * Reads a folder of saved queries, in the order of their names.
 * @throws QueryError naming file and line of a header that is not right.
 */
export async function loadLibrary(folder: string): Promise<SavedQuery[]> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async file => readSavedQuery(join(folder, file), file, await readFile(join(folder, file), 'utf8'))),
  )
}

/**
 * What to bind for each `?`, from values as people type them and the header's defaults.
 * @throws QueryError for a parameter that is not there, missing, or not of its type.
 */
export function bindParameters(
  query: SavedQuery,
  given: Readonly<Record<string, string>>,
  clock: () => number = Date.now,
): Parameter[] {
  const now = clock()
  for (const name of Object.keys(given)) {
    if (query.parameters.some(parameter => parameter.name === name)) continue
    const known = query.parameters.map(parameter => parameter.name).join(', ') || 'none'
    throw new QueryError(`${query.name}: expected one of its parameters (${known}), got ${name}`)
  }
  const bound = new Map<string, Parameter>()
  const bind = ({ name, type, default: text }: SavedParameter, asking: readonly string[] = []): Parameter => {
    const found = bound.get(name)
    if (found !== undefined) return found
    const typed = Object.hasOwn(given, name) ? given[name]! : text
    if (typed === null) throw new QueryError(`${name}: expected ${expectedOf(type)}, got nothing`)
    const [days, other] = readBefore(typed, type, query.parameters) ?? []
    // A date that leans on itself, however far round, is none.
    const isRound = other !== undefined && [...asking, name].includes(other.name)
    const value =
      other === undefined || isRound
        ? readValue(type, typed, now)
        : daysBefore(bind(other, [...asking, name]).value!, days!)
    if (value === undefined) throw new QueryError(`${name}: expected ${expectedOf(type)}, got ${JSON.stringify(typed)}`)
    const parameter = { name, type, value }
    bound.set(name, parameter)
    return parameter
  }
  for (const parameter of query.parameters) bind(parameter)
  const [from, to] = [bound.get('from'), bound.get('to')]
  if (from?.type === 'date' && to?.type === 'date' && from.value! > to.value!) {
    throw new QueryError(`to: expected ${from.value} (from) or a later day, got ${to.value}`)
  }
  return query.positions.map(name => bound.get(name)!)
}

function readSavedQuery(path: string, file: string, text: string): SavedQuery {
  const name = file.slice(0, -'.sql'.length)
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new QueryError(`${path}: expected a snake_case name, got ${name}`)
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex(line => !line.startsWith('--'))
  const header: Record<string, string> = {}
  const parameters: SavedParameter[] = []
  const positions: string[] = []
  const columns: Column[] = []
  for (const [i, line] of lines.slice(0, end === -1 ? lines.length : end).entries()) {
    const where = `${path}:${i + 1}`
    const [, key, value = ''] = /^-- (title|about|params|columns): +(\S.*?) *$/.exec(line) ?? []
    if (key === undefined) {
      throw new QueryError(
        `${where}: expected -- title: …, -- about: …, -- params: … or -- columns: …, got ${JSON.stringify(line)}`,
      )
    }
    if (key === 'params') readParameters(where, value, parameters, positions)
    else if (key === 'columns') readColumns(where, value, columns)
    else if (Object.hasOwn(header, key)) throw new QueryError(`${where}: expected one ${key}, got another`)
    else header[key] = value
  }
  for (const key of ['title', 'about']) {
    if (header[key] === undefined) throw new QueryError(`${path}:1: expected -- ${key}: …, got none`)
  }
  const sql = lines.slice(end === -1 ? lines.length : end).join('\n')
  const count = countParameters(sql)
  if (count !== positions.length) {
    throw new QueryError(`${path}:1: expected ${count} params, one for each ?, got ${positions.length}`)
  }
  const said = columns.length > 0 ? { columns } : {}
  return { name, title: header.title!, about: header.about!, parameters, positions, ...said, sql, text }
}

/** `day date, revenue decimal(18,4)`, on as many lines as it takes. */
function readColumns(where: string, list: string, columns: Column[]): void {
  for (const part of list.split(/,(?![^(]*\))/).map(each => each.trim())) {
    const [, name, type] = /^([a-z_][a-z0-9_]*) +([a-z]+(?:\([a-z0-9, ()]*\))?)$/.exec(part) ?? []
    if (name === undefined || columns.some(column => column.name === name)) {
      throw new QueryError(`${where}: expected name type, each name once, got ${JSON.stringify(part)}`)
    }
    columns.push({ name, type: type! })
  }
}

/** `from date = 30 days ago, to date = today, from`: a name alone is one of those before, bound again. */
function readParameters(where: string, list: string, parameters: SavedParameter[], positions: string[]): void {
  for (const part of list.split(',').map(each => each.trim())) {
    const [, name, type, typed = null] = /^([a-z][a-z0-9_]*)(?: +([a-z]+)(?: *= *(\S.*))?)?$/.exec(part) ?? []
    const fail = (expected: string) => new QueryError(`${where}: expected ${expected}, got ${JSON.stringify(part)}`)
    if (name === undefined) throw fail('name type = default, or the name of a parameter before')
    const isKnown = parameters.some(parameter => parameter.name === name)
    positions.push(name)
    if (type === undefined) {
      if (!isKnown) throw fail('a type after the name of a new parameter')
      continue
    }
    if (isKnown) throw fail('the name alone where a parameter is bound again')
    if (!parameterTypes.includes(type as ParameterType)) throw fail(`a type of ${parameterTypes.join(', ')}`)
    parameters.push({ name, type: type as ParameterType, default: typed })
    const isRelative = typed !== null && BEFORE.test(typed)
    if (typed !== null && !isRelative && readValue(type as ParameterType, typed, 0) === undefined) {
      throw fail(`a default that is ${expectedOf(type as ParameterType)}`)
    }
  }
}

const BEFORE = /^(\d{1,5}) days? before ([a-z][a-z0-9_]*)$/

/** `30 days before to`: the days, and the date parameter that they are counted from. */
function readBefore(
  text: string,
  type: ParameterType,
  parameters: readonly SavedParameter[],
): readonly [number, SavedParameter] | undefined {
  const [, days, name] = BEFORE.exec(text) ?? []
  const other = parameters.find(parameter => parameter.name === name && parameter.type === 'date')
  return type === 'date' && other !== undefined ? [Number(days), other] : undefined
}

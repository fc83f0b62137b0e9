// The SDK's own model of the API, as an independent description of what a definition is made of.
import { DashboardVersionDefinition$ } from '@aws-sdk/client-quicksight'

/** [kind, namespace, name, traits, members' names, members' schemas, how many of them are required] */
type Schema = readonly [number, string, string, unknown, unknown, unknown, number?]
const [SIMPLY, LIST, STRUCTURE] = [0, 1, 3]
/** Added to the number of a simple type, for lists and maps of it. */
const [LIST_OF, MAP_OF] = [64, 128]

/** Simple types by their numbers; a text where the model has a number is a fault. */
const SIMPLE: readonly (readonly [(schema: number) => boolean, string, (value: unknown) => boolean])[] = [
  [schema => schema === 0, 'a text', value => typeof value === 'string'],
  [schema => schema === 1, 'a number', value => typeof value === 'number'],
  [schema => schema === 2, 'true or false', value => typeof value === 'boolean'],
  [schema => schema >= 4 && schema <= 7, 'a Date', value => value instanceof Date],
]

/** Members that the model does not know, required ones that are missing, and values of another type. */
export function checkModel(value: unknown, schema: unknown = DashboardVersionDefinition$, path = ''): string[] {
  const type = resolve(schema)
  if (typeof type === 'number' && type >= LIST_OF && type < MAP_OF) return checkList(value, type - LIST_OF, path)
  if (typeof type === 'number') {
    const [, expected, fits] = SIMPLE.find(([isOf]) => isOf(type)) ?? []
    return fits === undefined || fits(value) ? [] : [`${path}: expected ${expected}, got ${JSON.stringify(value)}`]
  }
  const [kind, , name, , members, schemas, required = 0] = type
  if (kind === LIST) return checkList(value, members, path)
  // A simple type with a name.
  if (kind === SIMPLY) return checkModel(value, members, path)
  if (kind !== STRUCTURE) return [`${path}: expected a kind of schema that is known, got ${kind}`]
  if (typeof value !== 'object' || value === null) return [`${path}: expected ${name}, got ${JSON.stringify(value)}`]
  const names = members as string[]
  const missing = names.slice(0, required).filter(member => (value as Record<string, unknown>)[member] === undefined)
  return [
    ...missing.map(member => `${path}: expected ${member}, got none`),
    ...Object.entries(value).flatMap(([member, each]) => {
      const at = path === '' ? member : `${path}.${member}`
      const i = names.indexOf(member)
      if (i === -1) return [`${at}: expected a member of ${name}, got ${member}`]
      return each === undefined ? [] : checkModel(each, (schemas as unknown[])[i], at)
    }),
  ]
}

function checkList(value: unknown, member: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [`${path}: expected a list, got ${JSON.stringify(value)}`]
  return value.flatMap((each, i) => checkModel(each, member, `${path}.${i}`))
}

/** A schema may stand behind a function, since some hold themselves, and beside traits of its member. */
function resolve(schema: unknown): Schema | number {
  const found = typeof schema === 'function' ? schema() : schema
  if (typeof found === 'number') return found
  const list = found as unknown[]
  return list.length <= 3 ? resolve(list[0]) : (list as unknown as Schema)
}

// What names something else names what is there; ids are unique and well-formed.
import type {
  DashboardVersionDefinition,
  MappedDataSetParameter,
  SheetVisualScopingConfiguration,
} from '@aws-sdk/client-quicksight'
import { RESERVED } from '@clickstream/viewer/state'
import { type DataSets, namesOfParameters } from './columns.ts'
import { find, visualsOf, walk } from './walk.ts'

/** ShortRestrictiveResourceId and ParameterName of the API's model. */
const ID = /^[\w-]{1,512}$/
const PARAMETER_NAME = /^[a-zA-Z0-9]+$/

const repeated = (all: readonly string[]) => all.filter((each, i) => all.indexOf(each) !== i)

/** Ids that are of one kind and must differ in the whole dashboard. */
const UNIQUE = ['SheetId', 'VisualId', 'ParameterControlId', 'FilterGroupId', 'FilterId'] as const

export function checkIds(definition: DashboardVersionDefinition): string[] {
  const faults: string[] = []
  for (const name of UNIQUE) {
    // A scope names a sheet that is already there.
    const found = [...find<string>(definition, name)].filter(({ path }) => !path.includes('SheetVisualScoping'))
    for (const { path, value } of found) {
      if (!ID.test(value)) faults.push(`${path}: expected letters, digits, _ and -, got ${value}`)
    }
    for (const id of repeated(found.map(each => each.value)))
      faults.push(`${name}: expected each once, got ${id} again`)
  }
  for (const { path, body } of visualsOf(definition)) {
    const wells = [...walk(body, path)].filter(
      each => /FieldWells|Computations/.test(each.path) && Object.hasOwn(each.value, 'FieldId'),
    )
    const ids = wells.map(each => String(each.value.FieldId))
    for (const id of repeated(ids)) faults.push(`${path}: expected each FieldId once, got ${id} again`)
    // What sorts, labels, colours or acts on a field means one in a well.
    for (const name of ['FieldId', 'SourceField']) {
      for (const each of find<string>(body, name)) {
        if (!ids.includes(each.value))
          faults.push(`${path}: ${each.path}: expected a field of its wells, got ${each.value}`)
      }
    }
    const actions = [...find<string>(body, 'CustomActionId')].map(each => each.value)
    for (const id of repeated(actions)) faults.push(`${path}: expected each action once, got ${id} again`)
    const ways = [...find<string>(body, 'HierarchyId')].filter(each => /Hierarchy\.HierarchyId$/.test(each.path))
    for (const { path: at, value } of find<string>(body, 'HierarchyId')) {
      if (!ways.some(way => way.value === value))
        faults.push(`${path}: ${at}: expected a hierarchy it has, got ${value}`)
    }
  }
  return faults
}

export function checkParameters(definition: DashboardVersionDefinition, datasets: DataSets): string[] {
  const faults: string[] = []
  const names = namesOfParameters(definition)
  for (const name of names) {
    if (!PARAMETER_NAME.test(name))
      faults.push(`${name}: expected a parameter's name of letters and digits, got ${name}`)
    if (RESERVED.includes(name)) faults.push(`${name}: expected a name that the address does not use, got ${name}`)
  }
  for (const name of repeated(names)) faults.push(`ParameterDeclarations: expected each once, got ${name} again`)
  for (const member of ['SourceParameterName', 'ParameterName', 'Parameter', 'DestinationParameterName']) {
    for (const { path, value } of find<string>(definition, member)) {
      if (!names.includes(value)) faults.push(`${path}: expected a declared parameter, got ${value}`)
    }
  }
  const declared = (definition.DataSetIdentifierDeclarations ?? []).map(each => each.Identifier!)
  for (const { path, value } of find<MappedDataSetParameter[]>(definition, 'MappedDataSetParameters')) {
    for (const { DataSetIdentifier = '', DataSetParameterName = '' } of value) {
      if (!PARAMETER_NAME.test(DataSetParameterName)) {
        faults.push(`${path}: expected a data set's parameter of letters and digits, got ${DataSetParameterName}`)
      }
      const known = declared.includes(DataSetIdentifier) ? (datasets.get(DataSetIdentifier)?.parameters ?? []) : []
      if (!known.some(each => each.name === DataSetParameterName)) {
        faults.push(
          `${path}: expected a parameter of a declared data set, got ${DataSetIdentifier}.${DataSetParameterName}`,
        )
      }
    }
  }
  return faults
}

/** Where actions lead, what filters are for, and what a sheet offers. */
export function checkTargets(definition: DashboardVersionDefinition): string[] {
  const faults: string[] = []
  const sheets = definition.Sheets ?? []
  for (const { path, value } of find<string>(definition, 'TargetSheetId')) {
    if (!sheets.some(sheet => sheet.SheetId === value)) faults.push(`${path}: expected a sheet, got ${value}`)
  }
  const scopes = find<SheetVisualScopingConfiguration[]>(definition, 'SheetVisualScopingConfigurations')
  for (const { path, value } of scopes) {
    for (const { SheetId, VisualIds = [] } of value) {
      const sheet = sheets.findIndex(each => each.SheetId === SheetId)
      if (sheet === -1) faults.push(`${path}: expected a sheet, got ${SheetId}`)
      const own = visualsOf(definition).filter(each => each.sheet === sheet)
      for (const id of VisualIds) {
        if (!own.some(each => each.body.VisualId === id))
          faults.push(`${path}: expected a visual of ${SheetId}, got ${id}`)
      }
    }
  }
  return faults
}

/** What a person needs to know of a visual. */
export function checkWords(definition: DashboardVersionDefinition): string[] {
  return visualsOf(definition).flatMap(({ path, body }) => {
    const [title] = find<string>((body as { Title?: unknown }).Title, 'PlainText')
    return title === undefined || title.value.trim() === '' ? [`${path}: expected a title, got none`] : []
  })
}

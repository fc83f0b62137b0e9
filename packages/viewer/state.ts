// What a person has chosen on a page, as it stands in the address: shareable, and the back button works.

/** A mark that was clicked to filter the others. */
export interface Pick {
  /** The visual it was clicked in, which it does not filter. */
  readonly visual: string
  readonly column: string
  /** As text; null is the mark of what has no value. A time is its beginning, `granularity` says how long it goes on. */
  readonly value: string | null
  readonly granularity?: string
}

export interface ViewState {
  /** By the name of a parameter's declaration; one that is not here has its default. An empty list is all values. */
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly picks: readonly Pick[]
  /** By VisualId: the values chosen on the way down a hierarchy, the top one first. */
  readonly drills: Readonly<Record<string, readonly string[]>>
  /** IANA name of a time zone; undefined is the viewer's own. */
  readonly zone?: string
  readonly compare: boolean
}

export const NO_CHOICE: ViewState = { parameters: {}, picks: [], drills: {}, compare: false }

/** Names that a parameter cannot have. */
export const RESERVED = ['zone', 'compare', 'pick', 'drill', 'token']
/** Stands for all values, where the parameter's default is something else. */
const ALL = '*'

/** `?from=-27d&to=today&country=US&country=IN&pick=VISUAL~COLUMN~VALUE&drill=VISUAL~VALUE~VALUE&zone=Asia/Kolkata&compare=1` */
export function readState(query: URLSearchParams): ViewState {
  // No prototype: what strangers put into an address is no more than a name.
  const parameters: Record<string, string[]> = Object.create(null)
  const picks: Pick[] = []
  const drills: Record<string, string[]> = Object.create(null)
  for (const [key, text] of query) {
    const parts = text.split('~').map(decodePart)
    if (key === 'pick' && parts.length >= 3) {
      const [visual, column, value, granularity] = parts as [string, string, string, string?]
      picks.push({
        visual,
        column,
        value: value === '' ? null : value.slice(1),
        ...(granularity ? { granularity } : {}),
      })
    } else if (key === 'drill' && parts.length >= 2) drills[parts[0]!] = parts.slice(1)
    else if (!RESERVED.includes(key)) {
      parameters[key] ??= []
      if (text !== ALL) parameters[key].push(text)
    }
  }
  const zone = query.get('zone')
  return { parameters, picks, drills, compare: query.get('compare') === '1', ...(zone ? { zone } : {}) }
}

/** The other way round; what is not chosen is not written. */
export function writeState({ parameters, picks, drills, zone, compare }: ViewState): URLSearchParams {
  const query = new URLSearchParams()
  for (const name of Object.keys(parameters).sort()) {
    const values = parameters[name]!
    for (const value of values.length === 0 ? [ALL] : values) query.append(name, value)
  }
  for (const { visual, column, value, granularity } of picks) {
    const parts = [visual, column, value === null ? '' : `=${value}`, ...(granularity ? [granularity] : [])]
    query.append('pick', parts.map(encodePart).join('~'))
  }
  for (const [visual, values] of Object.entries(drills))
    query.append('drill', [visual, ...values].map(encodePart).join('~'))
  if (compare) query.set('compare', '1')
  if (zone !== undefined) query.set('zone', zone)
  return query
}

function encodePart(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('~', '%7E')
}

function decodePart(text: string): string {
  return text.replaceAll('%7E', '~').replaceAll('%25', '%')
}

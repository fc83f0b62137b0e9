// All of dates and times, for the registry.
import type { Scalars } from '../function.ts'
import { natives } from '../natives/time.ts'
import { macros as pieces } from '../time/sql.ts'
import { scalars as dates } from './date.ts'
import { scalars as fields } from './field.ts'
import { scalars as clock } from './now.ts'
import { scalars as formats } from './time-format.ts'
import { macros as unixtime, scalars as zones } from './zone.ts'

export { natives }
export const scalars: Scalars = { ...clock, ...dates, ...fields, ...formats, ...zones }
export const macros: readonly string[] = [...pieces, ...unixtime]

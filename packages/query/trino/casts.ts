// All casts, by what they are of.
import { makeCast } from './cast.ts'
import { casts as json } from './cast-json.ts'
import { casts as number } from './cast-number.ts'
import { casts as text } from './cast-text.ts'
import { casts as time } from './cast-time.ts'

export const castTo = makeCast([number, text, time, json])

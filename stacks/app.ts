// What every stack needs to know: the stage, its settings, and how things are named.
import { isKept, settingsOf } from '@clickstream/deployment/settings'

export const stage = $app.stage
export const settings = settingsOf(stage)

/** Data of a kept stage stays when a resource goes; a personal stage goes with all it has. */
export const kept = isKept(stage)

export const { region } = settings
export const account = aws.getCallerIdentityOutput().accountId

/** clickstream-<stage>-<part>: what a person finds in the console, and what alarms and policies name before it is there. */
export const nameOf = (part: string) => `${$app.name}-${stage}-${part}`

/** Goes on existing when its stage is removed or it is replaced, where the stage's data is kept. */
export const keeping = { retainOnDelete: kept, protect: kept }

// The viewer as a Lambda function; its page, questions and data sets lie beside the bundle.
import { join } from 'node:path'
import { openDoor } from './door.ts'
import { loadOffer } from './offer.ts'

const here = import.meta.dirname

export const handler: ReturnType<typeof openDoor> = openDoor(
  process.env,
  here,
  await loadOffer(join(here, 'queries'), join(here, 'datasets')),
)

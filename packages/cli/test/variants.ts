// Saved queries with other parameters than their own, and what the reference answers to the same.

import { cartAbandonment, productAffinity } from './reference/carts.ts'
import { attribution } from './reference/credit.ts'
import type { Answer } from './reference/csv.ts'
import type { Folder } from './reference/folder.ts'
import { funnel, paths, type Step } from './reference/steps.ts'

type Variant = readonly [query: string, given: Readonly<Record<string, string>>, answer: (folder: Folder) => Answer]

const step = (event_type: string): Step => ({ name: event_type, event_type })
const withField = (event_type: string, field: string, value: string): Step => ({
  name: `${event_type}[${field}=${value}]`,
  event_type,
  matches: event => event.text(field) === value,
})
const withProperty = (event_type: string, property: string, value: string): Step => ({
  name: `${event_type}[${property}=${value}]`,
  event_type,
  matches: event => event.property(property) === value,
})

/** A funnel of these steps, asked and answered. */
function funnelOf(hours: number, ...steps: readonly Step[]): Variant {
  const given = { steps: steps.map(({ name }) => name).join(' > '), hours: String(hours) }
  return ['funnel', given, folder => funnel(folder, steps, hours)]
}

export const variants: readonly Variant[] = [
  ['attribution', { by: 'short_code' }, folder => attribution(folder, 'short_code')],
  ['attribution', { by: 'short_code', days: '0' }, folder => attribution(folder, 'short_code', 0)],
  ['attribution', { by: 'channel', days: '1' }, folder => attribution(folder, 'channel', 1)],
  ['cart_abandonment', { hours: '1' }, folder => cartAbandonment(folder, 1)],
  ['paths', { by: 'page_path' }, folder => paths(folder, 'page_path')],
  ['product_affinity', { min_together: '1' }, folder => productAffinity(folder, 'bought', 1)],
  ['product_affinity', { by: 'viewed' }, folder => productAffinity(folder, 'viewed')],
  funnelOf(1, step('product_viewed'), step('product_viewed'), step('product_added')),
  funnelOf(72, ...Array.from({ length: 8 }, () => step('page_viewed'))),
  funnelOf(24, withField('product_viewed', 'category', 'Clothing'), step('page_viewed'), step('product_viewed')),
  funnelOf(24, withProperty('recommendation_clicked', 'placement', 'home'), step('product_viewed')),
]

// What people type into the store's search box: a few things over and over, with their capitals, spaces and slips.
import type { Random } from '@clickstream/visitors/random'
import { Weighted } from '@clickstream/visitors/weighted'
import { products } from './catalogue.ts'

const wishes = (
  'winter boots, earbuds, coffee grinder, phone case, yoga mat, running shoes, rain jacket, power bank, candle, merino sweater, ' +
  'gift for mum, kettle, puzzle, cast iron pan, phone, olive oil, wool socks, wireless earbuds, desk lamp, chocolate, cookbook, ' +
  'helmet, bedding, knife, slippers, train set, kaffeemühle, bottes d’hiver, zapatillas, イヤホン, चाय, наушники, wintr boots, earbds, ' +
  'coffee beans 1kg, birthday present, shampoo bar, kettlebell, seeds, watering can, phone stand, blanket, sneakers, beard oil, ' +
  'blocks, smart lamp, novel, throw, scissors, organic coffee, black boots size 42, size chart, returns, discount code, opening hours, 🎁'
).split(', ')

const terms = new Weighted(wishes, (_, rank) => 1 / (rank + 1.5))

/** One search, as it was typed. */
export function drawSearch(random: Random): string {
  if (random.chance(0.12)) return random.pick(products).product_name
  const wish = terms.draw(random)
  const how = random.unit()
  if (how < 0.12) return `${wish[0]!.toUpperCase()}${wish.slice(1)}`
  if (how < 0.18) return `${wish} `
  if (how < 0.2) return wish.toUpperCase()
  if (how < 0.22) return `  ${wish}`
  return wish
}

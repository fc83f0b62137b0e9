// What happens in the store: people come by themselves, from an advertisement or through a short link; crawlers come too.
import { storeCampaigns, tagUrl } from '@clickstream/visitors/campaigns'
import type { Faults } from '@clickstream/visitors/faults'
import type { Random } from '@clickstream/visitors/random'
import { type Referrer, referrers } from '@clickstream/visitors/referrers'
import { type Happening, Sender } from '@clickstream/visitors/sender'
import type { Visit } from '@clickstream/visitors/timeline'
import { drawProgram, type Visitor } from '@clickstream/visitors/visitor'
import { Weighted } from '@clickstream/visitors/weighted'
import { categories, categoryPage, drawProduct, HOME, type Product, products } from './catalogue.ts'
import { Session } from './session.ts'

export const STORE = 'store'

interface Page {
  readonly url: string
  readonly title: string
  readonly product: Product | null
}

const CRAWLED = 0.35
const ADVERTISED = 0.25

const sources = new Weighted<Referrer>(
  referrers.filter(referrer => referrer.os === undefined),
  referrer => referrer.weight,
)
const campaigns = new Weighted(storeCampaigns, campaign => campaign.weight)
const pages = new Map(products.map(product => [product.page_url, product]))

/** A page that somebody outside might link to. */
export function drawPage(random: Random): Page {
  const kind = random.unit()
  if (kind < 0.35) return { url: `${HOME}/`, title: 'Everything you need', product: null }
  if (kind < 0.6) {
    const category = random.pick(categories)
    return { url: categoryPage(category), title: category, product: null }
  }
  const product = drawProduct(random)
  return { url: product.page_url, title: product.product_name, product }
}

/** Somebody comes by themselves, or a crawler does. */
export function visitStore(at: number, person: (at: number) => Visitor, faults: Faults, random: Random): Visit {
  if (random.chance(CRAWLED)) return crawl(at, drawProgram('crawler', random), faults, random)
  const visitor = person(at)
  const page = drawPage(random)
  if (!random.chance(ADVERTISED)) {
    return enter(visitor, at, page, page.url, sources.draw(random).url, {}, faults, random)
  }
  const campaign = campaigns.draw(random)
  const { referrer_url, weight: _, ...tags } = campaign
  // Half the pages have the script that reads the tags itself; for the others the URL must do.
  return enter(
    visitor,
    at,
    page,
    tagUrl(page.url, campaign),
    referrer_url,
    random.chance(0.5) ? tags : {},
    faults,
    random,
  )
}

/** A person comes through a link that says where it leads. */
export function arriveAtStore(
  arrival: { visitor: Visitor; at: number; page_url: string; referrer_url: string | null },
  faults: Faults,
  random: Random,
): Visit {
  const { visitor, at, page_url, referrer_url } = arrival
  const product = pages.get(page_url.slice(0, page_url.indexOf('?'))) ?? null
  const page = { url: page_url, title: product?.product_name ?? 'Welcome', product }
  return enter(visitor, at, page, page_url, referrer_url, {}, faults, random)
}

function enter(
  visitor: Visitor,
  at: number,
  page: Page,
  url: string,
  referrer: string | null,
  tags: Record<string, unknown>,
  faults: Faults,
  random: Random,
): Visit {
  const session = new Session(visitor, { at, url, title: page.title, referrer }, tags, random)
  const sender = new Sender(STORE, visitor, 'browser', faults, random)
  return { at, sender, story: session.play(page.product) }
}

function crawl(at: number, crawler: Visitor, faults: Faults, random: Random): Visit {
  function* story(): Generator<Happening> {
    let then = at
    for (let n = random.spread([1, 1, 2, 4, 8]); n > 0; n--) {
      const { url, title } = drawPage(random)
      yield { at: then, fields: { event_type: 'page_viewed', page_url: url, page_title: `${title} · Store` } }
      then += random.spread([800, 2000, 5000, 30_000])
    }
  }
  return { at, sender: new Sender(STORE, crawler, 'browser', faults, random), story: story() }
}

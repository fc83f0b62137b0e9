// What happens at the link shortener: links are made, programs preview them, people and robots click. Its server sends the
// events on the visitors' behalf.
import type { Faults } from '@clickstream/visitors/faults'
import type { Random } from '@clickstream/visitors/random'
import { type Referrer, referrers } from '@clickstream/visitors/referrers'
import { type Happening, Sender } from '@clickstream/visitors/sender'
import type { Visit } from '@clickstream/visitors/timeline'
import { drawProgram, type Visitor } from '@clickstream/visitors/visitor'
import { Weighted } from '@clickstream/visitors/weighted'
import type { Link, Links } from './links.ts'

export const SHORTENER = 'shortener'

/** A person whom a short link has taken to the partner's site. */
export interface Arrival {
  readonly visitor: Visitor
  /** ms since 1970 */
  readonly at: number
  /** The link's destination, its campaign, and the visitor's first-party id as `cid`. */
  readonly page_url: string
  readonly referrer_url: string | null
}

const MADE = 0.03
const PREVIEWED = 0.06
const CRAWLED = 0.05
const SCRIPTED = 0.06
/** Of those sent on, how many are still there when the page has loaded. */
const ARRIVED = 0.8

const weight = (referrer: Referrer) => referrer.weight
const onAndroid = new Weighted(referrers, weight)
const elsewhere = new Weighted(
  referrers.filter(referrer => referrer.os === undefined),
  weight,
)

/**
 * One visit to the shortener.
 * @param person draws somebody who is up at an instant
 * @param arrive what becomes of a person whom the link takes to the partner's site, if that is told too
 */
export function visitShortener(
  at: number,
  links: Links,
  person: (at: number) => Visitor,
  arrive: ((arrival: Arrival) => Visit) | null,
  faults: Faults,
  random: Random,
): Visit {
  const kind = random.unit()
  if (kind < MADE) return makeLink(at, links, person(at), faults, random)
  const link = links.draw(at, random)
  const program =
    kind < MADE + PREVIEWED
      ? 'preview'
      : kind < MADE + PREVIEWED + CRAWLED
        ? 'crawler'
        : kind < MADE + PREVIEWED + CRAWLED + SCRIPTED
          ? 'script'
          : null
  if (program !== null) return fetchLink(at, link, drawProgram(program, random), faults, random)
  const visitor = person(at)
  const sender = new Sender(SHORTENER, visitor, 'server', faults, random)
  return { at, sender, story: clickLink(at, link, visitor, arrive, random) }
}

function* clickLink(
  at: number,
  link: Link,
  visitor: Visitor,
  arrive: ((arrival: Arrival) => Visit) | null,
  random: Random,
): Generator<Happening | Visit> {
  const table = visitor.agent.os === 'Android' ? onAndroid : elsewhere
  const referrer_url = random.chance(0.5) ? link.posted_on : table.draw(random).url
  yield { at, fields: tellClick(link, referrer_url, random) }
  // Some double-click.
  let then = at
  if (random.chance(0.02)) {
    then += random.spread([300, 900, 4000])
    yield { at: then, fields: tellClick(link, referrer_url, random) }
  }
  if (!link.is_partner || arrive === null || !random.chance(ARRIVED)) return
  const page_url = `${link.destination_url}&cid=${visitor.anonymous_id}`
  yield arrive({ visitor, at: then + random.spread([1800, 2400, 4000, 9000]), page_url, referrer_url })
}

function fetchLink(at: number, link: Link, program: Visitor, faults: Faults, random: Random): Visit {
  const sender = new Sender(SHORTENER, program, 'server', faults, random)
  return { at, sender, story: [{ at, fields: tellClick(link, null, random) }].values() }
}

/** The link, and the programs that look at it as soon as it is shared. */
function makeLink(at: number, links: Links, visitor: Visitor, faults: Faults, random: Random): Visit {
  const link = links.make()
  const fields = {
    event_type: 'link_created',
    short_code: link.short_code,
    destination_url: link.destination_url,
    page_url: 'https://s.example/app/links/new',
    properties: { title: link.title, made_with: random.pick(['web', 'web', 'api', 'extension']) },
  }
  function* story(): Generator<Happening | Visit> {
    yield { at, fields, user_id: `m${visitor.anonymous_id.slice(0, 7)}` }
    let then = at
    for (let n = random.below(3); n > 0; n--) {
      then += random.spread([3000, 20_000, 90_000, 900_000])
      yield fetchLink(then, link, drawProgram('preview', random), faults, random)
    }
  }
  return { at, sender: new Sender(SHORTENER, visitor, 'server', faults, random), story: story() }
}

function tellClick(link: Link, referrer_url: string | null, random: Random): Record<string, unknown> {
  return {
    event_type: 'link_clicked',
    short_code: link.short_code,
    destination_url: link.destination_url,
    ...(referrer_url === null ? {} : { referrer_url }),
    properties: { status: random.chance(0.9) ? 302 : 301, redirect_ms: random.spread([2, 4, 6, 11, 60]) },
  }
}

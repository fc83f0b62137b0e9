// Who visits. Nobody is kept: a visitor is worked out from the seed and their number whenever they come, so a world of
// millions takes no memory.
import { type Agent, crawlers, desktopBrowsers, mobileBrowsers, previewFetchers, scriptClients } from './agents.ts'
import { drawClock } from './clock.ts'
import { drawAddress, type Place, places } from './places.ts'
import { deriveSeed, Random } from './random.ts'
import { drawPlace } from './rhythm.ts'
import { Weighted } from './weighted.ts'

export interface Visitor {
  readonly place: Place
  readonly agent: Agent
  readonly anonymous_id: string
  /** The account they have, whether or not they are logged in. Two devices can share one. */
  readonly user_id: string | null
  readonly ip: string
  readonly language: string
  /** How much their clock is ahead, in ms. */
  readonly skew: number
  /** How readily they buy, 0 to 1. */
  readonly appetite: number
}

const commonness = (agent: Agent) => agent.weight
const desktop = new Weighted(desktopBrowsers, commonness)
const mobile = new Weighted(mobileBrowsers, commonness)
const fetchers = new Weighted(previewFetchers, commonness)
const spiders = new Weighted(crawlers, commonness)
const scripts = new Weighted(scriptClients, commonness)

/** Where programs run from. */
const hosting = new Weighted(
  places.filter(place => ['US', 'DE', 'FR', 'SG', 'NL', 'IE', 'CN', 'RU'].includes(place.country)),
  place => (place.country === 'US' ? 20 : 8),
)

/** Behind a company's own network: the address says no country. */
const PRIVATE_ADDRESSES = 0.006
const totalWeight = places.reduce((sum, place) => sum + place.weight, 0)

export class Visitors {
  #seed: number
  #size: number
  #start: number
  #wrongClocks: number

  /**
   * @param size about how many people there are; some come often, most seldom
   * @param start ms since 1970: clocks that began at 1970 began then
   * @param wrongClocks the share of browsers whose clock is wrong
   */
  constructor(seed: number, options: { size: number; start: number; wrongClocks: number }) {
    this.#seed = deriveSeed(seed, 'visitors')
    this.#size = options.size
    this.#start = options.start
    this.#wrongClocks = options.wrongClocks
  }

  /** Somebody who is up at this instant (ms). */
  draw(at: number, random: Random): Visitor {
    const place = drawPlace(at, random)
    const crowd = Math.max(3, Math.round((this.#size * place.weight) / totalWeight))
    const u = random.unit()
    return this.get(places.indexOf(place), Math.floor(u * u * crowd))
  }

  /** A place's n-th visitor: always the same one. */
  get(placeIndex: number, n: number): Visitor {
    const random = new Random(this.#seed, placeIndex, n)
    const place = places[placeIndex]!
    const agent = (random.chance(place.mobile / 100) ? mobile : desktop).draw(random)
    // Some have two devices: then the odd one belongs to the even one's owner.
    const owner = n % 2 === 1 && random.chance(0.15) ? n - 1 : n
    const account = new Random(this.#seed, ~placeIndex, owner)
    return {
      place,
      agent,
      anonymous_id: random.uuid(),
      user_id: account.chance(0.55) ? `u${account.uint32().toString(36).padStart(7, '0')}` : null,
      ip: random.chance(PRIVATE_ADDRESSES)
        ? `${random.pick(['10.20', '172.16', '192.168'])}.${random.below(256)}.${1 + random.below(254)}`
        : drawAddress(place, random),
      language: random.chance(0.85) ? place.languages[0]! : random.pick(place.languages),
      skew: random.chance(this.#wrongClocks) ? drawClock(this.#start, random) : 0,
      appetite: random.unit(),
    }
  }
}

/** A program; it keeps no cookies, so it is somebody new each time. */
export function drawProgram(kind: 'preview' | 'crawler' | 'script', random: Random): Visitor {
  const place = hosting.draw(random)
  return {
    place,
    agent: { preview: fetchers, crawler: spiders, script: scripts }[kind].draw(random),
    anonymous_id: random.uuid(),
    user_id: null,
    ip: drawAddress(place, random),
    language: 'en-US',
    skew: 0,
    appetite: 0,
  }
}

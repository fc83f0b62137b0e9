// The short links there are: a few that everybody clicks, many that hardly anybody does, and new ones all day.
import { linkCampaigns, tagUrl } from '@clickstream/visitors/campaigns'
import { deriveSeed, Random } from '@clickstream/visitors/random'
import { type Referrer, referrers } from '@clickstream/visitors/referrers'
import { Weighted, zipf } from '@clickstream/visitors/weighted'

export interface Link {
  readonly short_code: string
  readonly destination_url: string
  readonly title: string
  /** Where it was put up: most clicks come from there. */
  readonly posted_on: string | null
  /** It leads to the partner. */
  readonly is_partner: boolean
}

/** A page of the partner's site and its title, drawn from what is there. */
export type DrawPage = (random: Random) => { readonly url: string; readonly title: string }

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Every fourth link leads to the partner. */
const PARTNER_LINKS = 4

const campaigns = new Weighted(linkCampaigns, campaign => campaign.weight)
const posts = new Weighted<Referrer>(
  referrers.filter(referrer => referrer.os === undefined),
  referrer => referrer.weight,
)

const sites = ['news', 'docs', 'video', 'events', 'recipes', 'podcast', 'jobs', 'maps', 'status', 'forms']
const subjects = ['autumn report', 'team offsite', 'getting started', 'live stream', 'soup in 20 minutes', 'episode 41']
const actions = ['read', 'watch', 'join', 'sign up', 'download', 'vote']
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export class Links {
  #seed: number
  #old: Weighted<number>
  #known = new Map<number, Link>()
  #made = 0
  #round = { day: -1, starts: 0, link: 0 }
  #drawPage: DrawPage | null

  /**
   * @param old how many links there are at the start
   * @param drawPage the site that some links lead to; without it none does
   */
  constructor(seed: number, old: number, drawPage: DrawPage | null) {
    this.#seed = deriveSeed(seed, 'links')
    this.#old = zipf(old, 1.5)
    this.#drawPage = drawPage
  }

  /** A link as people click on it at this instant (ms). */
  draw(at: number, random: Random): Link {
    const size = this.#old.items.length
    if (this.#isRound(at) && random.chance(0.2)) return this.get(this.#round.link)
    if (this.#made > 0 && random.chance(0.1)) {
      const u = random.unit()
      return this.get(size + this.#made - 1 - Math.floor(u * u * Math.min(this.#made, 100)))
    }
    return this.get(this.#old.draw(random))
  }

  /** A new link. */
  make(): Link {
    return this.get(this.#old.items.length + this.#made++)
  }

  /** The n-th link: always the same one. */
  get(n: number): Link {
    let link = this.#known.get(n)
    if (link === undefined) {
      link = this.#create(n % PARTNER_LINKS === 1, new Random(this.#seed, n))
      if (n < this.#old.items.length) this.#known.set(n, link)
    }
    return link
  }

  #create(leadsToPartner: boolean, random: Random): Link {
    let short_code = ''
    for (let i = 0; i < 7; i++) short_code += letters[random.below(62)]
    if (this.#drawPage !== null && leadsToPartner) {
      const campaign = campaigns.draw(random)
      const page = this.#drawPage(random)
      const destination_url = tagUrl(page.url, campaign)
      return { short_code, destination_url, title: page.title, posted_on: campaign.referrer_url, is_partner: true }
    }
    const subject = random.pick(subjects)
    const slug = `${random.pick(actions)} ${subject}`.replaceAll(' ', '-')
    return {
      short_code,
      destination_url: `https://${random.pick(sites)}.example/${slug}-${random.below(100_000)}`,
      title: `${subject[0]!.toUpperCase()}${subject.slice(1)}`,
      posted_on: posts.draw(random).url,
      is_partner: false,
    }
  }

  /** Each day one link goes round for two hours. */
  #isRound(at: number): boolean {
    const day = Math.floor(at / DAY)
    if (day !== this.#round.day) {
      const random = new Random(this.#seed, -1, day)
      this.#round = {
        day,
        starts: day * DAY + (6 + random.below(14)) * HOUR,
        link: random.below(this.#old.items.length),
      }
    }
    return at >= this.#round.starts && at < this.#round.starts + 2 * HOUR
  }
}

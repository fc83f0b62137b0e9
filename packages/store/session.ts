// What one person does in the store, from the first page to the order, if it comes to that.
import type { Random } from '@clickstream/visitors/random'
import type { Happening } from '@clickstream/visitors/sender'
import type { Visitor } from '@clickstream/visitors/visitor'
import { categories, categoryPage, drawProduct, HOME, type Product } from './catalogue.ts'
import { convert, currencyOf } from './money.ts'
import { drawSearch } from './searches.ts'

type Fields = Record<string, unknown>

interface CartLine {
  readonly product: Product
  quantity: number
}

const SECOND = 1000
const HOUR = 3600 * SECOND
const think = [2, 5, 10, 18, 35, 70, 200].map(seconds => seconds * SECOND)
const glance = [400, 900, 1500, 3000]
const regret = [1, 5, 20, 60, 160].map(hours => hours * HOUR)

export class Session {
  #visitor: Visitor
  #random: Random
  #money: ReturnType<typeof currencyOf>
  #at: number
  #page: { url: string; title: string; referrer: string | null }
  #tags: Fields
  #session_id: string
  #user_id: string | null
  #cart: CartLine[] = []
  #cart_id = ''

  /** @param tags utm fields that the page's script read off the landing page and sends with it */
  constructor(
    visitor: Visitor,
    landing: { at: number; url: string; title: string; referrer: string | null },
    tags: Fields,
    random: Random,
  ) {
    this.#visitor = visitor
    this.#random = random
    this.#money = currencyOf(visitor.place)
    this.#at = landing.at
    this.#page = { url: landing.url, title: landing.title, referrer: landing.referrer }
    this.#tags = tags
    this.#session_id = `s${random.uuid().slice(0, 18)}`
    this.#user_id = random.chance(0.4) ? visitor.user_id : null
  }

  /** The session's events in order. */
  *play(landsOn: Product | null): Generator<Happening> {
    const random = this.#random
    yield this.#tell('page_viewed', this.#tags)
    if (landsOn !== null) yield* this.#consider(landsOn)
    if (random.chance(0.42)) return
    for (let steps = random.spread([1, 1, 2, 4, 8]); steps > 0; steps--) {
      const next = random.unit()
      if (next < 0.28) yield* this.#search()
      else if (next < 0.42) yield* this.#browse()
      else if (next < 0.52) yield* this.#follow()
      else yield* this.#look(drawProduct(random))
    }
    if (this.#cart.length > 0) yield* this.#goToCart()
  }

  *#search(): Generator<Happening> {
    const search_query = drawSearch(this.#random)
    this.#open(`${HOME}/search?q=${encodeURIComponent(search_query)}`, `Search: ${search_query}`)
    const results = this.#random.chance(0.07) ? 0 : this.#random.spread([1, 4, 24, 120])
    yield this.#tell('product_searched', { search_query, properties: { results } })
    if (results > 0 && this.#random.chance(0.75)) yield* this.#look(drawProduct(this.#random))
  }

  *#browse(): Generator<Happening> {
    const category = this.#random.pick(categories)
    this.#open(categoryPage(category), category)
    yield this.#tell('page_viewed', { category })
    if (this.#random.chance(0.7)) yield* this.#look(drawProduct(this.#random, category))
  }

  *#follow(): Generator<Happening> {
    const product = drawProduct(this.#random)
    const { product_id, product_name, category } = product
    this.#wait(think)
    yield this.#tell('recommendation_clicked', {
      product_id,
      product_name,
      category,
      properties: { placement: this.#random.pick(['home', 'product', 'cart']), position: 1 + this.#random.below(8) },
    })
    yield* this.#look(product)
  }

  *#look(product: Product): Generator<Happening> {
    this.#open(product.page_url, product.product_name)
    yield this.#tell('page_viewed', {})
    yield* this.#consider(product)
  }

  *#consider(product: Product): Generator<Happening> {
    const random = this.#random
    this.#wait(glance)
    yield this.#tell('product_viewed', this.#describe(product))
    if (random.chance(0.02)) {
      this.#wait(think)
      yield this.#tell('wishlist_added', this.#describe(product))
    }
    if (this.#cart.some(line => line.product === product) || !random.chance(0.04 + 0.2 * this.#visitor.appetite)) return
    if (this.#cart.length === 0) this.#cart_id = `c${random.uuid().slice(0, 13)}`
    const quantity = random.spread([1, 1, 1, 1, 2, 4])
    this.#cart.push({ product, quantity })
    this.#wait(think)
    yield this.#tell('product_added', { ...this.#describe(product), quantity, cart_id: this.#cart_id })
    if (!random.chance(0.12)) return
    this.#cart.pop()
    this.#wait(think)
    yield this.#tell('product_removed', { ...this.#describe(product), quantity, cart_id: this.#cart_id })
  }

  *#goToCart(): Generator<Happening> {
    const random = this.#random
    if (random.chance(0.85)) {
      this.#open(`${HOME}/cart`, 'Your cart')
      yield this.#tell('cart_viewed', this.#weigh())
    }
    if (!random.chance(0.28 + 0.45 * this.#visitor.appetite)) return
    this.#open(`${HOME}/checkout`, 'Checkout')
    yield this.#tell('checkout_started', this.#weigh())
    if (this.#user_id === null && this.#visitor.user_id !== null && random.chance(0.8)) {
      this.#wait(think)
      this.#user_id = this.#visitor.user_id
      yield this.#tell('user_identified', { properties: { method: random.pick(['password', 'code', 'passkey']) } })
    }
    if (random.chance(0.68)) yield* this.#order()
  }

  *#order(): Generator<Happening> {
    const random = this.#random
    const order_id = `o${random.uuid().slice(0, 13)}`
    const shipping = this.#total() < 50 * 100 * this.#money.rate ? convert(499, this.#money) : 0
    const order = { ...this.#weigh(shipping), order_id }
    this.#open(`${HOME}/orders/${order_id}`, 'Thank you')
    yield this.#tell('order_completed', {
      ...order,
      properties: { shipping: shipping / 100, payment: random.pick(['card', 'card', 'wallet', 'invoice']) },
      // Not in the contract: it goes to properties.
      experiment: random.chance(0.5) ? 'checkout-a' : 'checkout-b',
    })
    const { product } = this.#cart[0]!
    const isRefunded = random.chance(0.08)
    if (random.chance(0.06)) {
      this.#wait([HOUR, 3 * HOUR, 5 * HOUR])
      this.#open(product.page_url, product.product_name)
      yield this.#tell('review_submitted', {
        ...this.#describe(product),
        properties: { rating: random.spread([1, 4, 5, 5]) },
      })
    }
    if (!isRefunded) return
    this.#wait(regret)
    this.#open(`${HOME}/orders/${order_id}/return`, 'Return')
    yield this.#tell('order_refunded', { order_id, value: order.value, currency: order.currency })
  }

  #tell(event_type: string, more: Fields): Happening {
    const { url, title, referrer } = this.#page
    const fields = {
      event_type,
      session_id: this.#session_id,
      page_url: url,
      page_title: `${title} · Store`,
      ...(referrer === null ? {} : { referrer_url: referrer }),
      ...more,
    }
    return { at: this.#at, fields, user_id: this.#user_id }
  }

  /** Goes to another page after a while; where one was is what one comes from. */
  #open(url: string, title: string): void {
    this.#wait(think)
    this.#page = { url, title, referrer: this.#page.url }
  }

  #wait(times: readonly number[]): void {
    this.#at += this.#random.spread(times)
  }

  #describe({ product_id, product_name, category, cents }: Product) {
    const price = convert(cents, this.#money) / 100
    return { product_id, product_name, category, price, currency: this.#money.currency }
  }

  /** In hundredths of the currency. */
  #total(): number {
    return this.#cart.reduce((sum, { product, quantity }) => sum + convert(product.cents, this.#money) * quantity, 0)
  }

  #weigh(shipping = 0) {
    const items = this.#cart.map(({ product, quantity }) => ({
      product_id: product.product_id,
      product_name: product.product_name,
      category: product.category,
      price: convert(product.cents, this.#money) / 100,
      quantity,
    }))
    return { cart_id: this.#cart_id, value: (this.#total() + shipping) / 100, currency: this.#money.currency, items }
  }
}

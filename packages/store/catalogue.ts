// What the store sells. The catalogue is the store's own and the same in every world.
import { Random } from '@clickstream/visitors/random'
import { Weighted } from '@clickstream/visitors/weighted'

export interface Product {
  readonly product_id: string
  readonly product_name: string
  readonly category: string
  /** US cents */
  readonly cents: number
  readonly page_url: string
  readonly weight: number
}

export const HOME = 'https://www.store.example'

// Category, its things with their least and greatest price in US dollars, what they come in.
// biome-ignore format: a table reads as a table
const shelves: readonly (readonly [string, readonly (readonly [string, number, number])[], string])[] = [
  ['Shoes',       [['Trail Running Shoes', 70, 160], ['Winter Boots', 90, 240], ['Canvas Sneakers', 35, 80], ['House Slippers', 15, 45]], 'Black Navy Sand Red Olive'],
  ['Clothing',    [['Merino Sweater', 60, 140], ['Rain Jacket', 80, 260], ['Linen Shirt', 30, 90], ['Wool Socks, 3 Pairs', 12, 30]], 'Black Navy Oatmeal Moss Rust'],
  ['Kitchen',     [['Pour-Over Kettle', 45, 120], ['Coffee Grinder', 40, 220], ['Cast-Iron Pan', 30, 110], ['Chef’s Knife', 35, 180]], 'Steel Black White Copper'],
  ['Electronics', [['Wireless Earbuds', 40, 250], ['Phone Stand', 10, 40], ['Power Bank 20,000 mAh', 25, 70], ['Smart Lamp', 20, 90]], 'Black White Blue Grey'],
  ['Phones',      [['Phone 128 GB', 220, 900], ['Phone 256 GB', 320, 1100], ['Phone Case', 8, 40]], 'Midnight Silver Green Coral'],
  ['Books',       [['Cookbook', 15, 45], ['Travel Guide', 12, 30], ['Crime Novel', 8, 18], ['Picture Book', 9, 22]], 'Paperback Hardcover'],
  ['Toys',        [['Building Blocks, 120 Pieces', 20, 70], ['Wooden Train', 25, 80], ['Puzzle, 1000 Pieces', 10, 30]], 'Classic Forest Space Ocean'],
  ['Home',        [['Linen Bedding Set', 70, 220], ['Scented Candle', 12, 50], ['Wool Throw', 40, 150], ['Desk Organiser', 15, 60]], 'White Sage Clay Charcoal'],
  ['Sports',      [['Yoga Mat', 20, 90], ['Kettlebell 12 kg', 30, 70], ['Cycling Helmet', 40, 160]], 'Black Teal Orange White'],
  ['Beauty',      [['Face Cream 50 ml', 12, 80], ['Shampoo Bar', 7, 18], ['Beard Oil', 9, 30]], 'Unscented Cedar Citrus'],
  ['Garden',      [['Pruning Shears', 15, 60], ['Herb Seeds, 6 Kinds', 6, 15], ['Watering Can 5 l', 18, 55]], 'Green Zinc Red'],
  ['Groceries',   [['Coffee Beans 1 kg', 14, 38], ['Olive Oil 750 ml', 9, 32], ['Dark Chocolate, 5 Bars', 10, 25]], 'Classic Organic Single-Origin'],
]

export const products: readonly Product[] = stockShelves()
const popularity = new Weighted(products, product => product.weight)
export const categories = [...new Set(products.map(product => product.category))]
const byCategory = new Map(
  categories.map(category => [
    category,
    new Weighted(
      products.filter(product => product.category === category),
      product => product.weight,
    ),
  ]),
)

/** A product as people come across it: a few are seen by most. */
export function drawProduct(random: Random, category?: string): Product {
  return (category === undefined ? popularity : byCategory.get(category)!).draw(random)
}

export function categoryPage(category: string): string {
  return `${HOME}/c/${category.toLowerCase()}`
}

function stockShelves(): Product[] {
  const random = new Random(1)
  const stock = shelves.flatMap(([category, things, looks]) =>
    things.flatMap(([thing, least, most]) =>
      looks.split(' ').map(look => ({
        category,
        name: `${thing}, ${look}`,
        cents: 99 + 100 * random.spread([least, (least * 2 + most) / 3, most]),
      })),
    ),
  )
  // Which of them everybody wants is a matter of luck.
  const lots = stock.map(() => random.unit())
  const ranks = lots.map(lot => lots.filter(other => other < lot).length)
  return stock.map(({ category, name, cents }, i) => {
    const product_id = `p-${1001 + i}`
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
    return {
      product_id,
      product_name: name,
      category,
      cents,
      page_url: `${HOME}/p/${product_id}/${slug}`,
      weight: 1 / (ranks[i]! + 2),
    }
  })
}

// The expected answer to each saved query.
import { campaigns, linkToOrder } from './attribution.ts'
import { clickCountries, clickDevices, clickReferrers, clicksOverTime, topLinks } from './clicks.ts'
import { type Answer, formatCsv } from './csv.ts'
import type { Folder } from './folder.ts'
import { revenueByDay, searchTerms, storeFunnel, topProducts } from './shop.ts'
import { activeVisitors, botShare, rejectedByReason } from './traffic.ts'

export const answers: Readonly<Record<string, (folder: Folder) => Answer>> = {
  active_visitors: activeVisitors,
  bot_share: botShare,
  campaigns,
  click_countries: clickCountries,
  click_devices: clickDevices,
  click_referrers: clickReferrers,
  clicks_over_time: clicksOverTime,
  link_to_order: linkToOrder,
  rejected_by_reason: rejectedByReason,
  revenue_by_day: revenueByDay,
  search_terms: searchTerms,
  store_funnel: storeFunnel,
  top_links: topLinks,
  top_products: topProducts,
}

/** By query, the CSV; an answer that says nothing (no rows, nobody in the funnel, nobody from link to store) is left out. */
export function answerAll(folder: Folder): Map<string, string> {
  const all = Object.entries(answers).map(([name, answer]) => [name, answer(folder)] as const)
  return new Map(all.filter(([name, answer]) => says(name, answer)).map(([name, answer]) => [name, formatCsv(answer)]))
}

function says(name: string, { columns, rows }: Answer): boolean {
  const telling = { store_funnel: 'visitors', link_to_order: 'visits' }[name]
  return telling === undefined ? rows.length > 0 : rows.some(row => row[columns.indexOf(telling)] !== 0)
}

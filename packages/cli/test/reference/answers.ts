// The expected answer to each saved query.
import { campaigns, linkToOrder } from './attribution.ts'
import { cartAbandonment, productAffinity } from './carts.ts'
import { clickCountries, clickDevices, clickReferrers, clicksOverTime, topLinks } from './clicks.ts'
import { attribution } from './credit.ts'
import { type Answer, formatCsv } from './csv.ts'
import type { Folder } from './folder.ts'
import { anomalies } from './hours.ts'
import { revenueByDay, searchTerms, storeFunnel, topProducts } from './shop.ts'
import { funnel, paths } from './steps.ts'
import { activeVisitors, botShare, rejectedByReason } from './traffic.ts'
import { bounceRate, newAndReturning, retentionCohorts, sessionsByDay } from './visits.ts'

export const answers: Readonly<Record<string, (folder: Folder) => Answer>> = {
  active_visitors: activeVisitors,
  anomalies: folder => anomalies(folder),
  attribution: folder => attribution(folder),
  bot_share: botShare,
  bounce_rate: bounceRate,
  campaigns,
  cart_abandonment: folder => cartAbandonment(folder),
  click_countries: clickCountries,
  click_devices: clickDevices,
  click_referrers: clickReferrers,
  clicks_over_time: clicksOverTime,
  funnel: folder => funnel(folder),
  link_to_order: linkToOrder,
  new_and_returning: newAndReturning,
  paths: folder => paths(folder),
  product_affinity: folder => productAffinity(folder),
  rejected_by_reason: rejectedByReason,
  retention_cohorts: retentionCohorts,
  revenue_by_day: revenueByDay,
  search_terms: searchTerms,
  sessions_by_day: sessionsByDay,
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
  const telling = { store_funnel: 'visitors', funnel: 'visitors', link_to_order: 'visits' }[name]
  return telling === undefined ? rows.length > 0 : rows.some(row => row[columns.indexOf(telling)] !== 0)
}

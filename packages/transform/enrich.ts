// What the client could not know, or should not be trusted with, filled into its row.
import { at, type Draft } from '@clickstream/events/check'
import type { EventEnvelope } from '@clickstream/events/envelope'
import type { Field } from '@clickstream/events/field'
import { CONTRACT_VERSION, events } from '@clickstream/events/tables'
import { readTime } from '@clickstream/events/time'
import { readAgent } from './agent.ts'
import { chooseChannel, isCampaignParameter, mayNameCampaign } from './channel.ts'
import { correctTime } from './clock.ts'
import { readCountry } from './country.ts'
import { readQuery, splitUrl } from './url.ts'

const campaign = (['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const).map(name => ({
  name,
  index: at[name],
  max: maxOf(at[name]),
}))
const limits = { page_url: maxOf(at.page_url), language: maxOf(at.language), user_agent: maxOf(at.user_agent) }

/** Fills the draft's row in place. The addresses are read for the country and go no further. */
export function enrich(draft: Draft, envelope: EventEnvelope, received_at: number): void {
  const row = draft.row
  row[at.received_at] = received_at
  row[at.contract_version] = CONTRACT_VERSION
  row[at.dialect] = textOf(envelope.dialect, 64) ?? 'unknown'

  row[at.sent_at] ??= readTime(envelope.sent_at)
  const time = correctTime(row[at.occurred_at] as number | null, row[at.sent_at] as number | null, received_at)
  row[at.occurred_at] = time.occurred_at
  row[at.time_source] = time.time_source

  row[at.page_url] ??= textOf(envelope.page_url, limits.page_url)
  row[at.language] ??= textOf(envelope.language, limits.language)
  row[at.user_agent] ??= textOf(envelope.user_agent, limits.user_agent)
  row[at.country] = findCountry(draft.ip, envelope)

  const agent = readAgent(row[at.user_agent] as string | null)
  row[at.user_agent] = agent.user_agent
  row[at.device_type] = agent.device_type
  row[at.os] = agent.os
  row[at.browser] = agent.browser
  row[at.browser_version] = agent.browser_version
  row[at.traffic] = agent.traffic
  row[at.traffic_rule] = agent.traffic_rule

  const page = splitUrl(row[at.page_url] as string | null)
  row[at.page_host] = page.host
  row[at.page_path] = page.path
  const parameters =
    page.query === null || !mayNameCampaign(page.query) ? null : readQuery(page.query, isCampaignParameter)
  if (parameters !== null && parameters.size > 0) {
    for (const { name, index, max } of campaign) row[index] ??= parameters.get(name)?.slice(0, max) || null
  }
  const referrer = splitUrl(row[at.referrer_url] as string | null)
  row[at.referrer_host] = referrer.host
  row[at.channel] = chooseChannel({
    utm_medium: row[at.utm_medium] as string | null,
    utm_source: row[at.utm_source] as string | null,
    parameters,
    page_host: page.host,
    referrer_host: referrer.host,
  })
}

/** The country of the event's own address, or of the connection's, or what was read off them before they were dropped. */
export function findCountry(ip: string | null, envelope: EventEnvelope): string | null {
  const address = ip ?? textOf(envelope.ip, 64)
  return address === null ? textOf(envelope.country, 64) : readCountry(address)
}

/** The most characters of the field at this place. */
function maxOf(index: number): number {
  const field: Field | undefined = events.fields[index]
  return field?.max ?? 0
}

function textOf(value: unknown, max: number): string | null {
  if (typeof value !== 'string' || value === '') return null
  const text = value.length > max ? value.slice(0, max) : value
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '')
}

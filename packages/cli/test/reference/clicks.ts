import { channelOf } from '@clickstream/visitors/referrers'
import { countDistinct, fraction, groupBy, orderBy } from './arithmetic.ts'
import type { Answer, Value } from './csv.ts'
import type { Event, Folder } from './folder.ts'

const clicked = ({ events }: Folder) => events.filter(event => event.event_type === 'link_clicked')
const humanClicks = (folder: Folder) => clicked(folder).filter(event => event.is_human)
const visitors = ({ people }: Folder, events: readonly Event[]) => countDistinct(events.map(people.personOf, people))

export function topLinks(folder: Folder): Answer {
  const rows = groupBy(humanClicks(folder), click => [click.text('short_code')]).map(([key, clicks]) => [
    ...key,
    clicks
      .map(click => click.text('destination_url')!)
      .reduce((a, b) => (Buffer.compare(Buffer.from(a), Buffer.from(b)) >= 0 ? a : b)),
    clicks.length,
    visitors(folder, clicks),
  ])
  return { columns: ['short_code', 'destination_url', 'clicks', 'visitors'], rows: orderBy(rows, -3, 1).slice(0, 20) }
}

export function clicksOverTime(folder: Folder): Answer {
  const rows = groupBy(clicked(folder), click => [hourOf(click.occurred)]).map(([key, clicks]) => [
    ...key,
    ...['human', 'bot', 'preview'].map(traffic => clicks.filter(click => click.traffic === traffic).length),
  ])
  return { columns: ['hour', 'clicks', 'bots', 'previews'], rows: orderBy(rows, 1) }
}

export function clickCountries(folder: Folder): Answer {
  const all = humanClicks(folder)
  const rows = groupBy(all, click => [click.country ?? '(unknown)']).map(([key, clicks]) => [
    ...key,
    clicks.length,
    visitors(folder, clicks),
    fraction(clicks.length, all.length),
  ])
  return { columns: ['country', 'clicks', 'visitors', 'share'], rows: orderBy(rows, -2, 1) }
}

export function clickReferrers(folder: Folder): Answer {
  const rows = groupBy(humanClicks(folder), readReferrer).map(([key, clicks]) => [
    ...key,
    clicks.length,
    visitors(folder, clicks),
  ])
  return {
    columns: ['referrer_host', 'channel', 'clicks', 'visitors'],
    rows: orderBy(rows, -3, 1, 2).slice(0, 50),
  }
}

export function clickDevices(folder: Folder): Answer {
  const rows = groupBy(humanClicks(folder), ({ device: { device_type, os, browser } }) =>
    [device_type, os, browser].map(value => value ?? '(unknown)'),
  ).map(([key, clicks]) => [...key, clicks.length, visitors(folder, clicks)])
  return { columns: ['device_type', 'os', 'browser', 'clicks', 'visitors'], rows: orderBy(rows, -4, 1, 2, 3) }
}

function readReferrer(click: Event): Value[] {
  const url = click.text('referrer_url')
  const channel = channelOf(url)
  if (channel === undefined) throw new Error(`referrer of ${click.event_id}: expected one of referrers.ts, got ${url}`)
  return [url === null ? '(direct)' : new URL(url).hostname.toLowerCase().replace(/^www\./, ''), channel]
}

function hourOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 13).replace('T', ' ')}:00:00.000`
}

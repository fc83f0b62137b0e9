// Short links: who clicked them, from where, and when. The first sheet is of all links, the second of one.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import { goTo, open } from './visuals/action.ts'
import { bar } from './visuals/bar.ts'
import { dashboard } from './visuals/dashboard.ts'
import { sortByColumn } from './visuals/field.ts'
import { filledmap } from './visuals/filledmap.ts'
import { heatmap } from './visuals/heatmap.ts'
import { TIME } from './visuals/hierarchy.ts'
import { top } from './visuals/insight.ts'
import { kpi } from './visuals/kpi.ts'
import { area, line } from './visuals/line.ts'
import { lastDays } from './visuals/parameter.ts'
import { known } from './visuals/part.ts'
import { donut } from './visuals/pie.ts'
import { row, sheet } from './visuals/sheet.ts'
import { clicks } from './visuals/sources.ts'
import { table } from './visuals/table.ts'

const count = clicks.count('Clicks')
/** A sentence has no words for it but the name of the calculation. */
const counted = clicks.value('clicks')
// Without its course: to count every day's people apart takes twice as long as to count all.
const visitors = clicks.distinct('person', 'Visitors')
const link = clicks.by('short_code', 'Link')
const referrer = clicks.by('referrer_host', 'Referrer')
const country = clicks.by('country', 'Country')
const device = clicks.by('device_type', 'Device', 'device')
const channel = clicks.by('channel', 'Channel', 'channel')
const campaign = clicks.by('utm_campaign', 'Campaign', 'campaign')
const destination = clicks.by('destination_url', 'Destination')
const created = clicks.at('created_at', 'DAY', 'Created')
const weekday = clicks.by('weekday', 'Weekday')
const hour = clicks.byNumber('hour_of_day', 'Hour')

const links = sheet('Links', {
  about: 'All short links: how often they were clicked, where, and on which devices.',
  controls: ['period', 'country', 'device', 'campaign', 'traffic'],
  offers: clicks,
  rows: [
    row(
      6,
      [9, kpi('Total clicks', count, { subtitle: 'On all short links' })],
      [9, kpi('Visitors', visitors, { subtitle: 'People who clicked, each once', sparkline: false })],
      [9, known(top('Top referrer', referrer, counted), referrer)],
      [9, known(top('Top location', country, counted), country)],
    ),
    row(
      11,
      [
        24,
        line('Clicks over time', clicks.at('occurred_at', 'DAY', 'Day', TIME), [count], {
          colors: clicks.by('traffic'),
        }),
      ],
      [12, donut('Devices', device, count)],
    ),
    row(14, [14, bar('Referrers', referrer, [count])], [22, filledmap('Countries', country, count)]),
    row(
      16,
      [
        24,
        table('All links', [link, clicks.by('title'), destination, created], [count], {
          subtitle: 'A click opens the page of the link',
          bars: count,
          actions: [goTo('Link', 'link', link, 'Show this link'), open('destination_url', 'Open the destination')],
        }),
      ],
      [
        12,
        heatmap('When people click', weekday, hour, count, {
          alt: 'Clicks by weekday and hour of the day.',
          rowSort: sortByColumn(clicks.column('weekday_number')),
        }),
      ],
    ),
    row(11, [18, bar('Channels', channel, [count])], [18, known(bar('Campaigns', campaign, [count]), campaign)]),
  ],
})

const one = sheet('Link', {
  about: 'One short link, or the few that are chosen: its clicks by time, place, device and campaign.',
  controls: ['link', 'period', 'country', 'device', 'campaign', 'traffic'],
  offers: clicks,
  rows: [
    row(
      6,
      [8, kpi('Clicks', count)],
      [8, kpi('Visitors', visitors, { sparkline: false })],
      [
        20,
        table(
          'The link',
          [link, clicks.by('title'), destination, created],
          [clicks.latest('occurred_at', 'Last click')],
          { links: [destination] },
        ),
      ],
    ),
    row(
      11,
      [24, area('Clicks by hour', clicks.at('occurred_at', 'HOUR', 'Hour', TIME), [count])],
      [12, bar('Referrers', referrer, [count])],
    ),
    row(14, [22, filledmap('Locations', country, count)], [14, bar('Countries', country, [count], { limit: 12 })]),
    row(
      11,
      [12, donut('Devices', device, count)],
      [12, bar('Browsers', clicks.by('browser'), [count], { limit: 8 })],
      [12, bar('Operating systems', clicks.by('os', 'System'), [count], { limit: 8 })],
    ),
    row(11, [18, known(bar('Campaigns', campaign, [count]), campaign)], [18, bar('Channels', channel, [count])]),
  ],
})

export default dashboard([clicks], {
  period: lastDays(28),
  choices: { names: ['country', 'device', 'campaign', 'link', 'traffic'], of: clicks },
  only: { link: [one.id] },
  sheets: [links, one],
}) satisfies DashboardVersionDefinition

// Draws /status.json, again every two seconds while anybody looks. Text goes in as text only.
const EVERY_MS = 2000
const SVG = 'http://www.w3.org/2000/svg'
const kinds = ['stored', 'repeated', 'rejected']

const byId = id => document.getElementById(id)
const count = number => number.toLocaleString('en-US')
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
const compact = number => (number < 100_000 ? count(number) : short.format(number))
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

function write(id, text) {
  byId(id).textContent = text
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function bytes(size) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let step = 0
  while (size >= 1000 && step < units.length - 1) {
    size /= 1024
    step++
  }
  return `${step === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[step]}`
}

function duration(ms) {
  const seconds = Math.round(ms / 1000)
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

function drawPath({ stream, totals, lake, minutes, complete_up_to, now }) {
  write('accepted', compact(totals.rows_in + stream.waiting))
  write('waiting', compact(stream.waiting))
  write('waiting-note', stream.waiting === 0 ? 'waiting' : `waiting, the first ${duration(now - stream.waiting_since)}`)
  write('rate', compact(minutes.slice(-2).reduce((sum, minute) => sum + kinds.reduce((n, k) => n + minute[k], 0), 0)))
  write('stored', compact(totals.stored))
  write('lake-note', `events stored, ${bytes(lake.bytes)}`)
  write('fresh', now - complete_up_to < 1000 ? '0 s' : duration(now - complete_up_to))
}

function drawChart(minutes) {
  const totals = minutes.map(minute => kinds.reduce((sum, kind) => sum + minute[kind], 0))
  const most = Math.max(1, ...totals)
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${minutes.length * 10} 100`)
  svg.setAttribute('preserveAspectRatio', 'none')
  const rect = (x, y, width, height, kind) => {
    const bar = document.createElementNS(SVG, 'rect')
    const values = { x, y, width, height, class: kind }
    for (const [key, value] of Object.entries(values)) bar.setAttribute(key, value)
    svg.append(bar)
    return bar
  }
  minutes.forEach((minute, i) => {
    let y = 100
    for (const kind of kinds) {
      if (minute[kind] === 0) continue
      const height = Math.max(1.5, (minute[kind] / most) * 96)
      y -= height
      rect(i * 10 + 1, y, 8, height, kind)
    }
    const title = document.createElementNS(SVG, 'title')
    title.textContent = `${clock.format(minute.at)}: ${kinds.map(kind => `${count(minute[kind])} ${kind}`).join(', ')}`
    rect(i * 10, 0, 10, 100, 'hit').append(title)
  })
  byId('chart').replaceChildren(svg)
  for (const kind of kinds) write(`${kind}-sum`, count(minutes.reduce((sum, minute) => sum + minute[kind], 0)))
  write('axis-most', most > 1 ? `busiest minute ${count(most)}` : '')
}

function drawBatches(batches) {
  const number = (value, warm = false) =>
    make('td', { class: `number ${value === 0 ? 'zero' : warm ? 'warm' : ''}` }, count(value))
  const rows = batches.map(batch =>
    make(
      'tr',
      {},
      make('td', {}, clock.format(batch.finished_at)),
      number(batch.rows_out),
      number(batch.repeated),
      number(batch.rejected, true),
      number(batch.files),
      make('td', { class: 'number' }, duration(batch.finished_at - batch.started_at)),
    ),
  )
  const none = make('tr', {}, make('td', { class: 'empty', colspan: 6 }, 'None yet: send an event, or replay a day.'))
  byId('batches').replaceChildren(...(rows.length > 0 ? rows : [none]))
}

function drawRejected(rejected) {
  const items = rejected.map(row =>
    make(
      'li',
      {},
      make(
        'p',
        { class: 'reason', title: row.reason },
        make('span', { class: 'code' }, row.reason_code),
        ` ${row.reason}`,
      ),
      make('code', { class: 'payload' }, make('span', { class: 'meta' }, row.app ?? ''), ` ${row.payload}`),
    ),
  )
  byId('rejected').replaceChildren(
    ...(items.length > 0 ? items : [make('li', { class: 'empty' }, 'Nothing was rejected.')]),
  )
}

function drawNext(next) {
  const items = next.map(({ command, what }) => {
    const hint = make('span', { class: 'copy' }, 'copy')
    const button = make('button', { type: 'button' }, make('span', {}, command), hint)
    button.addEventListener('click', async () => {
      await navigator.clipboard?.writeText(command)
      hint.textContent = 'copied'
      setTimeout(() => (hint.textContent = 'copy'), 1500)
    })
    return make('li', {}, make('p', { class: 'what' }, what), button)
  })
  byId('next').replaceChildren(...items)
}

function showState(state, text) {
  byId('state').className = state
  write('state-text', text)
}

let drawnNext = ''
async function refresh() {
  if (document.hidden) return
  try {
    const response = await fetch('/status.json', { signal: AbortSignal.timeout(5000) })
    const status = await response.json()
    drawPath(status)
    drawChart(status.minutes)
    drawBatches(status.batches)
    drawRejected(status.rejected)
    // Not redrawn under somebody's finger.
    if (drawnNext !== JSON.stringify(status.next)) drawNext(status.next)
    drawnNext = JSON.stringify(status.next)
    write(
      'about',
      `${status.url} · ${status.data} · clickstream ${status.version} · since ${clock.format(status.started_at)}`,
    )
    showState('good', status.mode === 'keys' ? 'running, with write keys' : 'running, for this machine only')
  } catch {
    showState('bad', 'not reachable: is clickstream dev running?')
  }
}

await refresh()
setInterval(refresh, EVERY_MS)
document.addEventListener('visibilitychange', refresh)

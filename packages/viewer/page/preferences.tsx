// The time zone that days are counted in, and the colours.
import type { VNode } from 'preact'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'
import type { Theme, ThemeChoice } from './theme.ts'
import { upperFirst } from './words.ts'

interface PreferencesProps {
  readonly theme: ThemeChoice
  readonly zone: string
  /** The viewer's own zone. */
  readonly standard: string
  readonly onZone: (zone: string | undefined) => void
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark']

export function Preferences({ theme, zone, standard, onZone }: PreferencesProps): VNode {
  return (
    <Popover class="plain" label="Settings" button={<Icon name="settings" />}>
      {() => (
        <div class="panel-text settings">
          <label>
            Time zone
            <select
              value={zone}
              onChange={({ currentTarget: { value } }) => onZone(value === standard ? undefined : value)}
            >
              {zonesOf(zone, standard).map(({ title, zones }) => (
                <optgroup key={title} label={title}>
                  {zones.map(name => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          <fieldset>
            <legend>Colours</legend>
            <div class="segments">
              {THEMES.map(name => (
                <button type="button" key={name} aria-pressed={theme.theme === name} onClick={() => theme.choose(name)}>
                  {name === 'auto' ? 'As system' : upperFirst(name)}
                </button>
              ))}
            </div>
          </fieldset>
        </div>
      )}
    </Popover>
  )
}

function zonesOf(zone: string, standard: string) {
  const browser = modernise(Intl.DateTimeFormat().resolvedOptions().timeZone)
  const near = [...new Set([standard, browser, 'UTC', zone])]
  const all = Intl.supportedValuesOf('timeZone')
    .map(modernise)
    .sort()
    .filter(name => !near.includes(name))
  return [
    { title: 'Near at hand', zones: near },
    { title: 'All', zones: all },
  ]
}

/** Browsers keep names that their places gave up long ago. */
const RENAMED: Record<string, string> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

function modernise(zone: string): string {
  return RENAMED[zone] ?? zone
}

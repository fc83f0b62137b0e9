// Natural Earth's countries as ECharts takes them. A chunk of its own, loaded when a map is first drawn.
import codes from 'i18n-iso-countries/codes.json'
import { feature } from 'topojson-client'
import world from 'world-atlas/countries-50m.json'

/** Countries that the atlas has and ISO 3166 does not number. */
const UNNUMBERED: Readonly<Record<string, string>> = { Kosovo: 'XK' }

/** GeoJSON whose features have `properties.code`, ISO 3166-1 alpha-2; Antarctica is left out. */
export function readShapes() {
  const byNumber = new Map(codes.map(([alpha2, , number]) => [number, alpha2]))
  const all = feature(world, world.objects.countries)
  const features = all.features.flatMap(one => {
    const name = String((one.properties as { name?: string } | null)?.name ?? '')
    const code = byNumber.get(String(one.id).padStart(3, '0')) ?? UNNUMBERED[name] ?? name
    return code === 'AQ' ? [] : [{ ...one, properties: { name, code } }]
  })
  return { ...all, features }
}

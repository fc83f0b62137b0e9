// Natural Earth's countries as ECharts takes them, laid flat already. A chunk of its own, loaded when a map is first drawn.
import codes from 'i18n-iso-countries/codes.json'
import { feature } from 'topojson-client'
import world from 'world-atlas/countries-50m.json'
import { layFlat, type Point, splitRing } from './world.ts'

/** Countries that the atlas has and ISO 3166 does not number. */
const UNNUMBERED: Readonly<Record<string, string>> = { Kosovo: 'XK' }

/** GeoJSON whose features have `properties.code`, ISO 3166-1 alpha-2; Antarctica is left out. */
export function readShapes() {
  const byNumber = new Map(codes.map(([alpha2, , number]) => [number, alpha2]))
  const { features } = feature(world, world.objects.countries)
  return {
    type: 'FeatureCollection',
    features: features.flatMap(({ id, properties, geometry }) => {
      const name = String((properties as { name?: string } | null)?.name ?? '')
      const code = byNumber.get(String(id).padStart(3, '0')) ?? UNNUMBERED[name] ?? name
      if (code === 'AQ') return []
      const polygons =
        geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates
            : []
      const coordinates = polygons.flatMap(rings => layPolygon(rings as unknown as Point[][]))
      return [{ type: 'Feature', properties: { name, code }, geometry: { type: 'MultiPolygon', coordinates } }]
    }),
  }
}

/** The first ring is the outer one, the others are holes. */
function layPolygon([outer = [], ...holes]: readonly Point[][]): Point[][][] {
  const parts = splitRing(outer)
  const inner = holes.flatMap(splitRing)
  return parts.map(part => {
    // Of a polygon in two each hole goes with the side it lies on.
    const side = Math.sign(part[0]![0])
    const own = parts.length === 1 ? inner : inner.filter(([point]) => Math.sign(point![0]) === side)
    return [part, ...own].map(ring => ring.map(layFlat))
  })
}

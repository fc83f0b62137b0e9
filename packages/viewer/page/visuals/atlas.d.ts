// As far as the map needs them: their whole types would be as long as they are.
declare module 'world-atlas/countries-50m.json' {
  const world: import('topojson-specification').Topology<{
    countries: import('topojson-specification').GeometryCollection
  }>
  export default world
}
declare module 'i18n-iso-countries/codes.json' {
  const codes: readonly (readonly [string, string, string, string])[]
  export default codes
}

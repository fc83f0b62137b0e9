// Colours from little to much, for heat maps and maps.

/** One hue, so that they differ in lightness alone: readable without seeing colours, and in print. */
export const SHADES = ['#D5EFEB', '#0F766E'] as const

// Whose page this is: what commands that it offers must name.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Place } from '../wire.ts'

/** Until the server has said: the collector is here, the data where commands look by themselves. */
export const PlaceContext = createContext<Place>({ collector: null, data: '' })

export function usePlace(): Place {
  return useContext(PlaceContext)
}

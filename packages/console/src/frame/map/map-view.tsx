import {
  type Map as DrawnMap,
  LngLatBounds,
  Map as MapLibreMap,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'

setWorkerUrl(workerUrl)

/** A unit as a circle. */
export interface Pin {
  readonly key: string
  readonly name: string
  readonly count: number
  readonly lat: number
  readonly lng: number
  /** Of a whole: drawn as the filled part of a ring; without it the circle is full. */
  readonly share?: number
  /** What stands in the circle; without it the count. */
  readonly text?: string
}

const SMALL = 22
const LARGE = 54
/** More circles than these are drawn smaller and named only when pointed at. */
const FEW = 15

/** Units on a map that needs no tile server: circles by count that can be clicked. `onFail` where the device has no WebGL. */
export function MapView({
  label,
  pins,
  closest,
  onChoose,
  onFail,
}: {
  readonly label: string
  readonly pins: readonly Pin[]
  /** The largest zoom at which all of them are shown at first. */
  readonly closest: number
  readonly onChoose: (key: string) => void
  readonly onFail: () => void
}): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<DrawnMap | null>(null)
  const failed = useRef(onFail)
  failed.current = onFail
  const choose = useRef(onChoose)
  choose.current = onChoose

  useEffect(() => {
    if (!place.current) return
    try {
      const made = new MapLibreMap({
        container: place.current,
        style: {
          version: 8,
          sources: {},
          layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#e9efee' } }],
        },
        attributionControl: false,
        cooperativeGestures: true,
        dragRotate: false,
      })
      made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
      made.addControl(new ScaleControl({}), 'bottom-left')
      setMap(made)
      return () => made.remove()
    } catch {
      failed.current()
      return
    }
  }, [])

  useEffect(() => {
    if (!map || pins.length === 0) return
    const most = Math.max(1, ...pins.map(({ count }) => count))
    const crowded = pins.length > FEW
    const large = crowded ? SMALL + 10 : LARGE
    const bounds = new LngLatBounds()
    const markers = pins.map(({ key, name, count, lat, lng, share, text: said }) => {
      // The table below holds the same as links: the circles are for the eye and the mouse.
      const element = document.createElement('div')
      element.setAttribute('aria-hidden', 'true')
      element.className = 'lm-map-pin'
      const circle = document.createElement('b')
      const size = SMALL + (large - SMALL) * Math.sqrt(count / most)
      circle.style.width = circle.style.height = `${size}px`
      const inside = document.createElement('i')
      inside.textContent = said ?? String(count)
      circle.append(inside)
      if (share !== undefined) {
        circle.className = 'lm-map-ring'
        circle.style.setProperty('--lm-share', `${Math.round(share * 100)}%`)
      }
      element.title = name
      element.append(circle)
      const text = document.createElement('span')
      text.textContent = name
      text.className = crowded ? 'lm-hidden' : ''
      element.append(text)
      element.addEventListener('click', () => choose.current(key))
      bounds.extend([lng, lat])
      return new Marker({ element }).setLngLat([lng, lat]).addTo(map)
    })
    map.fitBounds(bounds, { padding: 56, maxZoom: closest, animate: false })
    return () => {
      for (const marker of markers) marker.remove()
    }
  }, [map, pins, closest])

  return <section ref={place} className="lm-map" aria-label={label} />
}

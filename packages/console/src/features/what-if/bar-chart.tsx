import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ReactNode, useEffect, useRef } from 'react'
import { COLOURS } from '../../app/theme.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** One series of bars; values in the order of the rows. */
export interface Series {
  readonly name: string
  readonly values: readonly number[]
  readonly tone: 'up' | 'down'
}

const TONES = { up: COLOURS.primary, down: COLOURS.attention } as const
const ROW_PX = 34
const FRAME_PX = 70

/**
 * Bars to the right and to the left of nothing, a row each. It follows its values without waiting: while a thumb moves, it moves. The
 * label says where the same figures stand as text.
 */
export default function BarRows({
  rows,
  series,
  unit,
  isCount,
  label,
}: {
  readonly rows: readonly string[]
  readonly series: readonly Series[]
  readonly unit: string
  /** Whole numbers, with a whole step of the axis. */
  readonly isCount: boolean
  readonly label: string
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const made = init(element, null, { renderer: 'svg' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  const still = useRef(window.matchMedia('(prefers-reduced-motion: reduce)').matches)
  useEffect(() => {
    // Named, not inherited: widths of labels are measured apart from the page.
    const fontFamily = frame.current ? getComputedStyle(frame.current).fontFamily : 'sans-serif'
    const text = { color: COLOURS.inkSoft, fontFamily, fontSize: 13 }
    chart.current?.setOption(
      {
        animation: !still.current,
        animationDuration: 200,
        animationDurationUpdate: 80,
        grid: { left: 12, right: 40, top: 34, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, itemGap: 16, textStyle: text, selectedMode: false },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          confine: true,
          valueFormatter: (value: unknown) => `${Math.abs(Number(value)).toLocaleString()} ${unit}`,
        },
        xAxis: {
          type: 'value',
          ...(isCount ? { minInterval: 1 } : {}),
          axisLabel: {
            ...text,
            formatter: (value: number) => Math.abs(value).toLocaleString(),
            hideOverlap: true,
          },
          splitLine: { lineStyle: { color: COLOURS.line } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: [...rows],
          axisTick: { show: false },
          axisLine: { onZero: true, lineStyle: { color: COLOURS.line } },
          axisLabel: text,
        },
        series: series.map(({ name, values, tone }) => ({
          type: 'bar',
          name,
          stack: 'one',
          barMaxWidth: 18,
          data: [...values],
          itemStyle: { color: TONES[tone] },
        })),
      },
      { replaceMerge: ['series'] },
    )
  }, [rows, series, unit, isCount])
  return (
    <div
      ref={frame}
      className="lm-whatif-chart"
      role="img"
      aria-label={label}
      style={{ blockSize: `${rows.length * ROW_PX + FRAME_PX}px` }}
    />
  )
}

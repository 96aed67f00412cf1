import { useText, useWords } from '@lastmile/web-kit'
import { Button, InputNumber, Slider } from 'antd'
import type { ReactNode } from 'react'
import { FigureMark } from '../../frame/index.ts'
import type { Change, ChosenFigure } from './shapes.ts'
import { sliderRange } from './slider-range.ts'
import { words } from './words.ts'

/** One figure: a thumb to slide, a field for the exact number, and the way back to what is in force. */
export function FigureSlider({
  chosen,
  change,
  onSet,
  onPutBack,
}: {
  readonly chosen: ChosenFigure
  readonly change: Change | undefined
  /** `moving`: the thumb is still held. */
  readonly onSet: (value: number, moving: boolean) => void
  readonly onPutBack: () => void
}): ReactNode {
  const say = useWords(words)
  const text = useText()
  const { figure, policy, without } = chosen
  const value = change?.value ?? figure.value
  const range = sliderRange(figure, value ?? 0)
  const name = text(figure.label)
  return (
    <div className="lm-whatif-figure" data-changed={change !== undefined}>
      <div className="lm-whatif-figure-head">
        <span className="lm-whatif-figure-name">
          {name}
          {figure.verified !== 'verified' && figure.value !== null && <FigureMark />}
        </span>
        <span className="lm-soft">
          {figure.value === null
            ? say('unknownFigure')
            : say('now', { value: figure.value, unit: figure.unit })}
        </span>
      </div>
      <div className="lm-whatif-figure-set">
        {value === null ? (
          <span />
        ) : (
          <Slider
            min={range.min}
            max={range.max}
            step={range.step}
            value={value}
            tooltip={{ open: false }}
            ariaLabelForHandle={say('slide', { name })}
            onChange={(next) => onSet(next, true)}
            onChangeComplete={(next) => onSet(next, false)}
          />
        )}
        <InputNumber<number>
          aria-label={say('exactly', { name })}
          value={value}
          min={0}
          max={100_000_000}
          step={range.step}
          onChange={(next) => {
            if (next === null) {
              if (change) onPutBack()
            } else onSet(Number(Number(next).toFixed(range.decimals)), false)
          }}
        />
        <Button type="text" size="small" disabled={change === undefined} onClick={onPutBack}>
          {say('putBack')}
        </Button>
      </div>
      {chosen.with.length > 0 && (
        <p className="lm-soft">
          {say('changesToo', { policies: [policy, ...chosen.with].map((one) => text(one.name)).join('、') })}
        </p>
      )}
      {without.length > 0 && <p className="lm-soft">{say('alsoUsed', { count: without.length })}</p>}
    </div>
  )
}

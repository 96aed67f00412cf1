import { Select } from 'antd'
import type { ReactNode } from 'react'

/** One condition of a list, chosen from a list (`typed`: a long one, searched by its names); cleared, it does not narrow any more. `width`: pixels, at least. */
export function FilterSelect<Value extends string | number>({
  label,
  value,
  options,
  width,
  typed = false,
  onChange,
}: {
  readonly label: string
  readonly value: Value | undefined
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly width: number
  readonly typed?: boolean
  readonly onChange: (value: Value | undefined) => void
}): ReactNode {
  return (
    <Select<Value | null>
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={typed && { optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      options={[...options]}
      style={{ minWidth: width }}
    />
  )
}

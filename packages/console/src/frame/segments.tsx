import type { ReactNode } from 'react'

/** A row of choices of which one is taken; wraps on a phone. Radio buttons underneath. */
export function Segments<T extends string>({
  name,
  label,
  value,
  options,
  onChange,
}: {
  readonly name: string
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[]
  readonly onChange: (value: T) => void
}): ReactNode {
  return (
    <fieldset className="lm-segments">
      <legend className="lm-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} data-chosen={option.value === value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}

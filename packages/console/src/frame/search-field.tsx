import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'

const PAUSE = 250

/** Searches while typing: tells the page after a short pause, so that the address changes once a word and not once a letter. */
export function SearchField({
  label,
  value,
  onSearch,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
}): ReactNode {
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (typed.trim() === told.current) return
    const timer = setTimeout(() => {
      told.current = typed.trim()
      onSearch(typed.trim())
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed, onSearch])
  return (
    <Input
      className="lm-search"
      type="search"
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={60}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

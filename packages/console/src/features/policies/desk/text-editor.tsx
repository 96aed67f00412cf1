import { type ReactNode, type RefObject, useRef } from 'react'

/** A plain editor of a file: lines with numbers, marked where the checker found something. */
export function TextEditor({
  label,
  text,
  marked,
  readOnly,
  area,
  onChange,
}: {
  readonly label: string
  readonly text: string
  readonly marked: ReadonlySet<number>
  readonly readOnly: boolean
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly onChange: (text: string) => void
}): ReactNode {
  const gutter = useRef<HTMLDivElement>(null)
  const lines = text.split('\n')
  return (
    <div className="lm-editor">
      <div className="lm-editor-gutter" ref={gutter} aria-hidden="true">
        {lines.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line number is its place
          <span key={index} data-marked={marked.has(index + 1)}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={label}
        value={text}
        readOnly={readOnly}
        spellCheck={false}
        wrap="off"
        autoCapitalize="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

/** Puts the cursor on a line of the editor, counted from 1. */
export function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return
  const lines = area.value.split('\n')
  const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  area.focus()
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / Math.max(1, lines.length)))
}

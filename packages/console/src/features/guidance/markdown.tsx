import type { ReactNode } from 'react'

/**
 * The small part of Markdown that bulletins and answers are written in: headings, paragraphs, lists, quotes, tables,
 * bold and links. It builds elements and never HTML, so nothing that is typed can run; links lead to https or into
 * this console only.
 */
export function Markdown({ source }: { readonly source: string }): ReactNode {
  return (
    <div className="lm-prose">
      {source
        .replaceAll('\r\n', '\n')
        .split(/\n{2,}/)
        .flatMap(partsOf)
        .map((block, index) => (
          // The text does not change while it stands here.
          // biome-ignore lint/suspicious/noArrayIndexKey: two blocks may say the same
          <Block key={index} lines={block} />
        ))}
    </div>
  )
}

const HEADING = /^(#{1,4})\s+(.*)$/
const BULLET = /^\s*[-*]\s+/
const NUMBER = /^\s*\d+[.)、]\s+/
const QUOTE = /^>\s?/
const ROW = /^\s*\|.*\|\s*$/

type Kind = 'heading' | 'bullets' | 'numbers' | 'quote' | 'table' | 'text'

function kindOf(line: string): Kind {
  if (HEADING.test(line)) return 'heading'
  if (BULLET.test(line)) return 'bullets'
  if (NUMBER.test(line)) return 'numbers'
  if (QUOTE.test(line)) return 'quote'
  return ROW.test(line) ? 'table' : 'text'
}

/** Cuts a block where its lines change their kind: a heading or a list need no empty line before them. */
function partsOf(block: string): string[][] {
  const parts: string[][] = []
  let last: Kind | null = null
  for (const line of block.split('\n')) {
    if (line.trim() === '') continue
    const kind = kindOf(line)
    const open = parts.at(-1)
    if (open && kind === last && kind !== 'heading') open.push(line)
    else parts.push([line])
    last = kind
  }
  return parts
}

function Block({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const [first = ''] = lines
  const items = (mark: RegExp) =>
    lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
      <li key={index}>{inline(line.replace(mark, ''))}</li>
    ))
  switch (kindOf(first)) {
    case 'heading': {
      const [, marks = '', text = ''] = HEADING.exec(first) ?? []
      // The page's own heading is the first; those of a text begin below it.
      return marks.length <= 2 ? <h2>{inline(text)}</h2> : <h3>{inline(text)}</h3>
    }
    case 'bullets':
      return <ul>{items(BULLET)}</ul>
    case 'numbers':
      return <ol>{items(NUMBER)}</ol>
    case 'quote':
      return <blockquote>{inline(lines.map((line) => line.replace(QUOTE, '')).join('\n'))}</blockquote>
    case 'table':
      return <Table lines={lines} />
    case 'text':
      return <p>{inline(lines.join('\n'))}</p>
  }
}

function Table({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const rows = lines
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)))
  const [head = [], ...body] = rows
  return (
    <div className="lm-table-frame">
      <table className="lm-table">
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                <td key={column} data-label={head[column] ?? ''}>
                  {inline(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const PIECE = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(\n)/g

function inline(text: string): ReactNode[] {
  const out: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(PIECE)) {
    out.push(text.slice(at, match.index))
    at = match.index + match[0].length
    const [whole, bold, label, target, newLine] = match
    const key = match.index
    if (bold !== undefined) out.push(<strong key={key}>{bold}</strong>)
    else if (newLine !== undefined) out.push(<br key={key} />)
    else if (label !== undefined && target !== undefined) out.push(anchor(key, label, target) ?? whole)
  }
  out.push(text.slice(at))
  return out
}

function anchor(key: number, label: string, target: string): ReactNode {
  if (/^https:\/\//.test(target))
    return (
      <a key={key} href={target} target="_blank" rel="noreferrer noopener">
        {label}
      </a>
    )
  // One slash: an address of this console. Two would lead to another site.
  if (/^\/(?!\/)/.test(target))
    return (
      <a key={key} href={target}>
        {label}
      </a>
    )
  return null
}

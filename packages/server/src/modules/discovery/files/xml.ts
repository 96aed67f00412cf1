import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { AppError } from '../../../platform/errors/index.ts'
import { LIMITS } from './limits.ts'
import { damaged } from './zip.ts'

/** What a part of a workbook is read with. Names come without their prefix. */
export interface XmlHandlers {
  open(name: string, attribute: (name: string) => string | undefined): void
  close(name: string): void
  text(text: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Feeds XML to handlers and yields after each step, so that a caller can pass on what has been gathered. Entities beyond
 * the five of XML, a document type and absurd nesting are refused: no workbook has them.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('doctype', () => {
    throw damaged('DOCTYPE')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1
    if (depth > LIMITS.xmlDepth) throw damaged('nesting')
    handlers.open(local(tag.name), (name) => attributeOf(tag, name))
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1
    handlers.close(local(tag.name))
  })
  parser.on('text', (text: string) => handlers.text(text))
  parser.on('cdata', (text: string) => handlers.text(text))
  let decoder: TextDecoder | null = null
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
      parser.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    parser.write(decoder?.decode() ?? '')
    parser.close()
    yield
  } catch (error) {
    if (error instanceof AppError) throw error
    throw damaged(error instanceof Error ? error.message : String(error), error)
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function attributeOf(tag: SaxesTagPlain, name: string): string | undefined {
  const exact = tag.attributes[name]
  if (exact !== undefined) return exact
  for (const [key, value] of Object.entries(tag.attributes)) if (local(key) === name) return value
  return undefined
}

/** Reads a whole part; for the small ones. */
export async function readWholeXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(bytes, handlers)) {
    // the handlers do the work
  }
}

import { type Instrument, loadScheme, openScheme, type Scheme, type SchemeFile } from '@lastmile/measure'
import type { Library } from '@lastmile/rules'
import { phoneLibrary } from '../pages/phone-library.ts'
import { fieldDatabase } from '../store/phone.ts'

/** What a phone assesses with. */
export interface PhoneScheme {
  readonly scheme: Scheme
  readonly library: Library
  readonly instruments: readonly Instrument[]
}

let opened: { readonly hash: string; readonly ready: PhoneScheme } | null = null

/** The scales on this phone; none before the first sync. */
export async function phoneInstruments(): Promise<readonly Instrument[]> {
  const row = await fieldDatabase().library.get('assessment')
  return row ? (row.bundle as { instruments: readonly Instrument[] }).instruments : []
}

/** The scheme of assessment on this phone, opened once over the policies beside it; null before the first sync. */
export async function phoneScheme(): Promise<PhoneScheme | null> {
  const row = await fieldDatabase().library.get('assessment')
  const library = await phoneLibrary()
  if (!row || !library) return null
  if (opened?.hash !== row.hash || opened.ready.library !== library) {
    const { scheme, instruments } = row.bundle as { scheme: SchemeFile; instruments: readonly Instrument[] }
    opened = {
      hash: row.hash,
      // What is protected lies on no phone: it counts for nobody there (ADR 0008).
      ready: { scheme: openScheme(loadScheme(scheme, library, instruments)), library, instruments },
    }
  }
  return opened.ready
}

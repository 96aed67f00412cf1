import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createSecureContext } from 'node:tls'
import { AppError } from '../platform/errors/index.ts'

/** Where a server listens. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** Key and certificate in PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** The error of a failed `listen` as one of the table. */
export function listenError(error: unknown, { host, port }: Address): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return new AppError('port_taken', { host, port }, { cause: error })
  const detail = error instanceof Error ? error.message : String(error)
  return new AppError('port_refused', { host, port, detail }, { cause: error })
}

/** Makes sure that the port is free before minutes are spent on a database that nobody could reach. */
export function requireFreePort(address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(listenError(error, address)))
    probe.listen(address.port, address.host, () => probe.close(() => resolve()))
  })
}

/** Refuses to serve a real office over plain HTTP to anybody but this machine (ASVS 12.2.1). */
export function requireProtection(
  address: Address,
  protection: { readonly tls: boolean; readonly proxied: boolean; readonly demo: boolean },
): void {
  const { tls, proxied, demo } = protection
  if (!tls && !proxied && !demo && !isLoopback(address.host)) {
    throw new AppError('tls_needed', { host: address.host })
  }
}

/** Reads a certificate and its key, and tries them. */
export function readTls(certFile: string, keyFile: string): TlsFiles {
  try {
    const tls = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
    createSecureContext(tls)
    return tls
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('tls_unusable', { detail }, { cause })
  }
}

/** The address as people type it. */
export function urlOf({ host, port }: Address, tls: boolean): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `${tls ? 'https' : 'http'}://${shown}:${port}`
}

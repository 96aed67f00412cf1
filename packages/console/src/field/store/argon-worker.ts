import { argon2id } from 'hash-wasm'

/** What the worker is asked: Argon2id of a passphrase, memory in KiB. */
export interface ArgonAsked {
  readonly passphrase: string
  readonly salt: Uint8Array<ArrayBuffer>
  readonly memory: number
  readonly rounds: number
}

self.onmessage = async ({ data }: MessageEvent<ArgonAsked>) => {
  const bytes = await argon2id({
    password: data.passphrase,
    salt: data.salt,
    memorySize: data.memory,
    iterations: data.rounds,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  })
  self.postMessage(bytes)
}

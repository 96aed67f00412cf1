import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../errors/index.ts'
import { blindIndex } from './blind-index.ts'
import { decodeField, encodeField, parseField, seal, tableKey, unseal } from './field-cipher.ts'
import { keyId } from './key-file.ts'
import { Keyring } from './keyring.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts'
import { constantTimeEqual, hashToken, randomToken } from './tokens.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

describe('AES-256-GCM', () => {
  // McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 16 and 13.
  const key = hex('feffe9928665731c6d6a8f9467308308'.repeat(2))
  const iv = hex('cafebabefacedbaddecaf888')
  const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plaintext = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  )
  const sealed = hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  )

  it('gives the published ciphertexts and tags', () => {
    expect(seal(key, iv, aad, plaintext)).toEqual(sealed)
    const zeros = seal(Buffer.alloc(32), Buffer.alloc(12), Buffer.alloc(0), Buffer.alloc(16))
    expect(zeros.toString('hex')).toBe('cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919')
    expect(unseal(key, iv, aad, sealed)).toEqual(plaintext)
  })

  it('refuses any flipped bit of ciphertext, tag, iv or associated data, and a short tag', () => {
    const flipped = (bytes: Buffer, bit: number) => {
      const copy = Buffer.from(bytes)
      copy.writeUInt8((copy[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3)
      return copy
    }
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      expect(() => unseal(key, iv, aad, flipped(sealed, bit))).toThrow()
    }
    for (let bit = 0; bit < iv.length * 8; bit++) {
      expect(() => unseal(key, flipped(iv, bit), aad, sealed)).toThrow()
    }
    for (let bit = 0; bit < aad.length * 8; bit++) {
      expect(() => unseal(key, iv, flipped(aad, bit), sealed)).toThrow()
    }
    expect(() => unseal(key, iv, aad, sealed.subarray(0, -1))).toThrow()
    expect(() => unseal(key, iv, aad, sealed.subarray(0, 15))).toThrow()
  })
})

describe('keyed hashes and derivation', () => {
  it('agree with RFC 4231 case 1 and RFC 5869 case 1', () => {
    const mac = createHmac('sha256', Buffer.alloc(20, 0x0b)).update('Hi There').digest('hex')
    expect(mac).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7')
    const okm = hkdfSync(
      'sha256',
      Buffer.alloc(22, 0x0b),
      hex('000102030405060708090a0b0c'),
      hex('f0f1f2f3f4f5f6f7f8f9'),
      42,
    )
    expect(Buffer.from(okm).toString('hex')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
  })

  it('give the known blind indexes', () => {
    const key = createSecretKey(Buffer.alloc(32, 7))
    expect(blindIndex(key, 'resident-id', '310199194508150025').toString('hex')).toBe(
      '1ac7a9a60c8df5c29b741dc5207111abe8ecfc3bda5d338ecdebb17058b0441c',
    )
    expect(blindIndex(key, 'phone', '+8619900000001').toString('hex')).toBe(
      '47a0da45247645af134bf9b88bc3c0b3b46e50667461528d75338c954333fd52',
    )
  })
})

describe('fields', () => {
  const bytes = Buffer.alloc(32, 1)
  const other = Buffer.alloc(32, 2)
  const file = (master: Buffer, retired: Buffer[] = []) => ({
    path: 'keys.json',
    master: { id: keyId(master), bytes: master },
    index: { id: keyId(Buffer.alloc(32, 7)), bytes: Buffer.alloc(32, 7) },
    retired: retired.map((key) => ({ id: keyId(key), bytes: key })),
  })
  const place = { table: 'person', column: 'id_number', rowId: '0190-1' }

  it('come back in their place, whatever the text', () => {
    const keyring = new Keyring(file(bytes))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(keyring.decrypt(place, keyring.encrypt(place, text))).toBe(text)
      }),
    )
  })

  it('cannot be read in another row, column or table', () => {
    const keyring = new Keyring(file(bytes))
    const stored = keyring.encrypt(place, '310199194508150025')
    for (const moved of [
      { ...place, rowId: '0190-2' },
      { ...place, column: 'phone' },
      { ...place, table: 'account' },
    ]) {
      expect(() => keyring.decrypt(moved, stored)).toThrow(
        expect.objectContaining({ code: 'field_undecipherable' }),
      )
    }
    expect(keyring.encrypt(place, '310199194508150025')).not.toBe(stored)
  })

  it('name the key that is needed when it is not there', () => {
    const stored = new Keyring(file(other)).encrypt(place, 'x')
    const keyring = new Keyring(file(bytes))
    try {
      keyring.decrypt(place, stored)
      expect.unreachable()
    } catch (error) {
      expect(isAppError(error, 'key_wrong')).toBe(true)
      expect(String(error)).toContain(keyId(other))
    }
  })

  it('stay readable after the master key was replaced', () => {
    const stored = new Keyring(file(bytes)).encrypt(place, '旧')
    const rotated = new Keyring(file(other, [bytes]))
    expect(rotated.decrypt(place, stored)).toBe('旧')
    expect(parseField(rotated.encrypt(place, '新'))?.keyId).toBe(keyId(other))
  })

  it('have one key a table', () => {
    expect(tableKey(bytes, 'person').equals(tableKey(bytes, 'account'))).toBe(false)
    const stored = parseField(encodeField(tableKey(bytes, 'person'), 'k', place, '值'))
    if (!stored) throw new Error('a stored field has its parts')
    expect(decodeField(tableKey(bytes, 'person'), place, stored.iv, stored.sealed)).toBe('值')
    expect(parseField('v2.a.b.c')).toBeNull()
    expect(parseField('plain text')).toBeNull()
  })
})

describe('passwords', () => {
  it('give the known argon2id hashes, text in NFKC', async () => {
    const first = await hashPassword(
      'password',
      { memoryCost: 65_536, timeCost: 2, parallelism: 1 },
      Buffer.from('somesalt'),
    )
    expect(first).toBe(
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    )
    const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
    const salt = hex('000102030405060708090a0b0c0d0e0f')
    const second = await hashPassword('密码Password1!', cost, salt)
    expect(second).toBe(
      '$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$ablzlXkC7n5+CEJRdAAnvVFS17VyrjoVR2hY2mtCzBs',
    )
    expect(await hashPassword('密码Ｐassword1!', cost, salt)).toBe(second)
  })

  it('verify, refuse, and know nobody', async () => {
    const cost = { memoryCost: 1024, timeCost: 1, parallelism: 1 }
    const phc = await hashPassword('对的口令', cost)
    expect(await verifyPassword(phc, '对的口令')).toBe(true)
    expect(await verifyPassword(phc, '错的口令')).toBe(false)
    expect(await verifyPassword(null, 'nobody')).toBe(false)
    expect(needsRehash(phc)).toBe(true)
    expect(needsRehash(phc, cost)).toBe(false)
    expect(needsRehash('$argon2i$v=19$m=65536,t=3,p=1$x$y')).toBe(true)
  })

  it('are hashed in turn, all of them', async () => {
    const cost = { memoryCost: 256, timeCost: 1, parallelism: 1 }
    const all = await Promise.all(Array.from({ length: 9 }, (_, n) => hashPassword(`p${n}`, cost)))
    expect(new Set(all).size).toBe(9)
  })
})

describe('tokens', () => {
  it('are long, different, and compared in constant time', () => {
    expect(Buffer.from(randomToken(), 'base64url')).toHaveLength(32)
    expect(randomToken()).not.toBe(randomToken())
    expect(() => randomToken(8)).toThrow(RangeError)
    expect(hashToken('a')).toHaveLength(32)
    expect(constantTimeEqual('same', 'same')).toBe(true)
    expect(constantTimeEqual('same', 'other one')).toBe(false)
  })
})

import type { ErrorEntry } from '../error-entry.ts'

/** What can go wrong with keys and encrypted fields. */
export const cryptoErrors = {
  key_missing: {
    status: 500,
    zh: '找不到密钥 {keyId}：密钥文件 {file} 不存在。没有它读不出证件号码，所以没有新建密钥。',
    en: 'The key {keyId} is missing: there is no key file {file}. Identity numbers cannot be read without it, so no new key was made.',
    when: 'The database was written with keys, and the key file is not where it should be.',
    todo: 'Put the key file back (from the place where it is kept apart from backups), or name it in LASTMILE_KEY_FILE.',
    reportable: true,
  },
  key_wrong: {
    status: 500,
    zh: '密钥不对：这里的数据用密钥 {expected} 加密，密钥文件 {file} 里是 {found}。',
    en: 'Wrong key: the data here are encrypted with the key {expected}, the key file {file} holds {found}.',
    when: 'The key file belongs to another installation.',
    todo: 'Find the key file that holds the named key and name it in LASTMILE_KEY_FILE.',
    reportable: true,
  },
  key_file_invalid: {
    status: 500,
    zh: '密钥文件 {file} 无法使用：{detail}',
    en: 'The key file {file} cannot be used: {detail}',
    when: 'The key file is damaged, incomplete, or readable by everybody.',
    todo: 'Put back an intact copy; give it mode 0600.',
    reportable: true,
  },
  field_undecipherable: {
    status: 500,
    zh: '有一个加密字段（{place}）读不出来：内容被改动过，或者不属于这一行。',
    en: 'An encrypted field ({place}) cannot be read: it was changed, or belongs to another row.',
    when: 'Decryption of a field fails its authentication.',
    todo: 'Look into the ledger who wrote the row; restore the value from a backup.',
    reportable: true,
  },
} as const satisfies Record<string, ErrorEntry>

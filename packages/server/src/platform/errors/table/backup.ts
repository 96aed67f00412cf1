import type { ErrorEntry } from '../error-entry.ts'

/** What can go wrong with backups. */
export const backupErrors = {
  backup_admin_missing: {
    status: 500,
    zh: '备份和恢复要读写所有表，需要 DATABASE_ADMIN_URL。',
    en: 'A backup reads all tables, a restore writes them: DATABASE_ADMIN_URL is needed.',
    when: 'backup or restore is called on an external database without the migrator’s connection.',
    todo: 'Set DATABASE_ADMIN_URL to the owner of the database.',
    reportable: false,
  },
  backup_file_exists: {
    status: 500,
    zh: '文件 {file} 已经存在，没有覆盖。',
    en: 'The file {file} exists already and was not overwritten.',
    when: 'backup is called with the name of an existing file.',
    todo: 'Choose another name, for example one with the date.',
    reportable: false,
  },
  backup_file_unreadable: {
    status: 500,
    zh: '备份文件 {file} 无法读取：{detail}',
    en: 'The backup {file} cannot be read: {detail}',
    when: 'The file is missing, no backup of this product, cut off, or damaged.',
    todo: 'Fetch an intact copy. Nothing was changed in the database.',
    reportable: true,
  },
  backup_format_newer: {
    status: 500,
    zh: '备份文件 {file} 的格式（{format}）比本版本认识的新。',
    en: 'The backup {file} has a format ({format}) that is newer than this release knows.',
    when: 'A backup of a newer release is restored with an older one.',
    todo: 'Restore with the newer release.',
    reportable: false,
  },
  restore_target_not_empty: {
    status: 409,
    zh: '目标数据库不是空的（表 {table} 里有数据），没有恢复。',
    en: 'The target database is not empty (there are rows in {table}); nothing was restored.',
    when: 'restore is called on a database that is in use.',
    todo: 'Restore into a new data folder or a new database.',
    reportable: false,
  },
  restore_mismatch: {
    status: 500,
    zh: '恢复后核对不上（{what}：应为 {expected}，实为 {found}），已整体撤回。',
    en: 'The restored data do not agree ({what}: expected {expected}, found {found}); all was rolled back.',
    when: 'Row counts or the head of the ledger differ from the manifest of the backup.',
    todo: 'Fetch another copy of the backup; report the message.',
    reportable: true,
  },
} as const satisfies Record<string, ErrorEntry>

/** Roles of the embedded cluster; the migrations grant to the second and third by name. */
export const SUPERUSER = 'postgres'
export const MIGRATOR_ROLE = 'lastmile_migrator'
export const APPLICATION_ROLE = 'lastmile_app'
export const DATABASE_NAME = 'lastmile'
/** The socket is a file in a private folder, so the number only names it. */
export const SOCKET_PORT = 5432

export type Settings = Readonly<Record<string, string>>

/** A cluster of a district on a machine with two cores: whole server below 500 MB, real fsync. */
const DEFAULTS: Settings = {
  listen_addresses: '',
  port: String(SOCKET_PORT),
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '160MB',
  effective_cache_size: '1GB',
  work_mem: '12MB',
  maintenance_work_mem: '64MB',
  autovacuum_work_mem: '48MB',
  autovacuum_max_workers: '2',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  io_method: 'sync',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '8MB',
  min_wal_size: '80MB',
  max_wal_size: '768MB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, YMD',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_file_mode: '0600',
  // Statements carry personal data in their parameters: the log must not.
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** For tests only: a crash of the machine may lose everything, a crash of a process nothing. */
export const UNSAFE_BUT_FAST: Settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  autovacuum_max_workers: '1',
}

const quote = (value: string) => `'${value.replaceAll("'", "''")}'`

/** Text of postgresql.conf. It is written anew at each start, so that a new release brings its settings. */
export function configText(socketDir: string, overrides: Settings): string {
  const all = { ...DEFAULTS, ...overrides, unix_socket_directories: socketDir }
  const lines = Object.entries(all).map(([name, value]) => `${name} = ${quote(value)}`)
  return ['# Written by lastmile at each start; changes here are lost.', ...lines, ''].join('\n')
}

/** Only processes of the listed system users may connect, and only through the socket: no password exists. */
export function hbaText(): string {
  return 'local all all peer map=lastmile\n'
}

/** Which system user may act as which role: the one that runs lastmile as all three. */
export function identText(systemUser: string): string {
  return [SUPERUSER, MIGRATOR_ROLE, APPLICATION_ROLE]
    .map((role) => `lastmile ${JSON.stringify(systemUser)} ${role}\n`)
    .join('')
}

import type { ErrorEntry } from '../error-entry.ts'

/** What can keep a server from starting. */
export const startErrors = {
  port_taken: {
    status: 500,
    zh: '端口 {port}（{host}）已被别的程序占用。请先停掉它，或者用 --port 换一个端口。',
    en: 'Port {port} on {host} is taken by another program. Stop that, or choose another port with --port.',
    when: 'The server cannot listen where it is told to.',
    todo: 'Perhaps a server runs already: open its address in the browser. Otherwise use --port.',
    reportable: false,
  },
  port_refused: {
    status: 500,
    zh: '无法在 {host}:{port} 上监听：{detail}',
    en: 'Cannot listen on {host}:{port}: {detail}',
    when: 'The address is none of this machine, or the port needs privileges.',
    todo: 'Use another --host or --port.',
    reportable: false,
  },
  tls_needed: {
    status: 500,
    zh: '在 {host} 上提供服务需要 TLS（--tls-cert 和 --tls-key），或者放在可信代理之后（LASTMILE_TRUSTED_PROXY）。明文 HTTP 只用于本机和演示。',
    en: 'Serving on {host} needs TLS (--tls-cert and --tls-key), or a trusted proxy in front (LASTMILE_TRUSTED_PROXY). Plain HTTP is for this machine and for demos only.',
    when: 'A real office is to be served over plain HTTP on an address that others can reach.',
    todo: 'Give a certificate and its key, or put a proxy in front and name its address.',
    reportable: false,
  },
  tls_unusable: {
    status: 500,
    zh: '证书或私钥无法使用：{detail}',
    en: 'The certificate or its key cannot be used: {detail}',
    when: 'The files of --tls-cert or --tls-key are missing, unreadable or do not fit each other.',
    todo: 'Give PEM files that belong together.',
    reportable: false,
  },
  demo_half_seeded: {
    status: 500,
    zh: '演示数据上次没有写完，重新写入需要 DATABASE_ADMIN_URL。',
    en: 'The demo was not filled to the end; filling it anew needs DATABASE_ADMIN_URL.',
    when: 'The seeding of a demo on an external database was killed, and the next start has no migrator to empty it.',
    todo: 'Start once with DATABASE_ADMIN_URL, or use an empty database.',
    reportable: false,
  },
  demo_seed_failed: {
    status: 500,
    zh: '演示数据没有写完：{detail}。重新启动就会从头再写。',
    en: 'The demo was not filled to the end: {detail}. The next start fills it anew.',
    when: 'The process that seeds a demo ended with an error or was killed.',
    todo: 'Start again; if it ends the same way, report the detail.',
    reportable: false,
  },
  console_build_failed: {
    status: 500,
    zh: '页面构建失败：{detail}',
    en: 'The console could not be built: {detail}',
    when: 'Vite ended with an error.',
    todo: 'Run `npm ci`, then `npm run build -w @lastmile/console`, and read what it says.',
    reportable: false,
  },
} as const satisfies Record<string, ErrorEntry>

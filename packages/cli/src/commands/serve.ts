import { resolve } from 'node:path'
import process from 'node:process'
import { type RunningServer, startServer } from '@lastmile/server'
import { type Command, CommandError, type Context, type ExitCode } from '../command.ts'
import { dataDirOf, withCommandErrors } from '../database.ts'

const PORT = 8080

function portOf(context: Context): number {
  const text = context.option('port') ?? context.env.LASTMILE_PORT ?? String(PORT)
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new CommandError('usage', `--port: "${text}" is no port; write a number from 1 to 65535`, {
      port: text,
    })
  }
  return port
}

function tlsOf(context: Context): { certFile: string; keyFile: string } | undefined {
  const cert = context.option('tls-cert')
  const key = context.option('tls-key')
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    throw new CommandError('usage', '--tls-cert and --tls-key belong together: give both')
  }
  return { certFile: resolve(context.cwd, cert), keyFile: resolve(context.cwd, key) }
}

/** Progress of the seeding for people: each step by name, and every tenth of it. */
function seedNotes(note: (text: string) => void) {
  let last = ''
  return (step: { readonly zh: string; readonly en: string }, done: number, total: number) => {
    const tenths = total > 0 ? Math.floor((done / total) * 10) * 10 : 0
    const line = tenths > 0 ? `${step.zh} ${step.en} ${tenths}%` : `${step.zh} ${step.en}`
    if (line !== last) note(line)
    last = line
  }
}

function announce(context: Context, server: RunningServer): void {
  const { url, demo, accounts } = server
  if (context.json) {
    context.print({ url, demo, accounts })
    return
  }
  context.say(`\n最后一公里 Lastmile: ${url}`)
  if (!demo) return
  context.say('演示数据，人物都是虚构的。 A demo: everybody in it is invented.')
  context.say(`演示账号 Demo accounts (密码 password: ${accounts[0]?.password ?? ''}):`)
  for (const { login, name, orgName, role } of accounts) {
    context.say(`  ${login.padEnd(18)} ${role.padEnd(14)} ${name} · ${orgName}`)
  }
  context.say('停止 Stop: Ctrl+C\n')
}

/** Resolves when the process is told to stop; a second signal ends it at once. */
function toldToStop(): Promise<NodeJS.Signals> {
  return new Promise((stop) => {
    let told = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(signal === 'SIGINT' ? 130 : 143)
        told = true
        stop(signal)
      })
    }
  })
}

/** `lastmile serve`: the server, until it is told to stop. */
export const command: Command = {
  name: 'serve',
  summary: 'start the server',
  usage: ['serve [--port 8080] [--host 127.0.0.1] [--demo] [--tls-cert FILE --tls-key FILE] [--data DIR]'],
  options: [
    { name: 'port', value: 'N', summary: 'port to listen on (default 8080, or LASTMILE_PORT)' },
    { name: 'host', value: 'HOST', summary: 'address to listen on (default 127.0.0.1: this machine only)' },
    { name: 'demo', summary: 'make the data folder a demo, fill it once, open the demo accounts' },
    { name: 'households', value: 'N', summary: 'how many households a new demo gets (default about 5,000)' },
    { name: 'tls-cert', value: 'FILE', summary: 'certificate (PEM) to serve HTTPS with' },
    { name: 'tls-key', value: 'FILE', summary: 'its private key (PEM)' },
  ],
  async run(context: Context): Promise<ExitCode> {
    const households = context.option('households')
    if (households !== undefined && !/^[1-9]\d{0,6}$/.test(households)) {
      throw new CommandError('usage', `--households: "${households}" is no number of households`)
    }
    const stop = toldToStop()
    const server = await withCommandErrors(() =>
      startServer({
        root: context.root,
        env: context.env,
        dataDir: dataDirOf(context),
        host: context.option('host') ?? '127.0.0.1',
        port: portOf(context),
        demo: context.flag('demo'),
        tls: tlsOf(context),
        note: context.note,
        onSeed: seedNotes(context.note),
        ...(households === undefined ? {} : { households: Number(households) }),
      }),
    )
    announce(context, server)
    await stop
    context.note('Stopping')
    await server.close()
    return 0
  },
}

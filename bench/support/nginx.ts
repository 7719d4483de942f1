import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One file that nginx serves from disk. */
export interface ServedFile {
  /** `/kota-salatiga` */
  path: string
  bytes: Uint8Array
  contentType: string
}

export interface RunningNginx {
  url: string
  /** Of the one worker. */
  workers(): number[]
  stop(): Promise<void>
}

/**
 * nginx with one worker on `port`, serving files from `folder` as it does for anybody: sendfile, open file cache, no
 * log. Throws when nginx is not installed.
 */
export async function startNginx(
  folder: string,
  port: number,
  files: readonly ServedFile[],
): Promise<RunningNginx> {
  const root = join(folder, 'root')
  // A worker started by root serves as another account, which must reach the files.
  for (const each of [folder, root]) {
    mkdirSync(each, { recursive: true })
    chmodSync(each, 0o755)
  }
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), bytes)
  }
  const locations = files.map(
    ({ path, contentType }) => `location = ${path} { types {} default_type "${contentType}"; }`,
  )
  const configuration = join(folder, 'nginx.conf')
  writeFileSync(
    configuration,
    `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; keepalive_timeout 65;
  open_file_cache max=100 inactive=60s; open_file_cache_valid 60s;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port}; root ${root};
    add_header Cache-Control "public, max-age=60, stale-while-revalidate=600";
    ${locations.join('\n    ')}
  }
}
`,
  )
  const child = spawn('nginx', ['-c', configuration, '-p', folder, '-e', join(folder, 'error.log')], {
    stdio: 'inherit',
  })
  let failure: Error | undefined
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure = error
      resolve()
    })
    child.once('exit', () => resolve())
  })
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (failure || child.exitCode !== null)
      throw failure ?? new Error(`nginx ended with code ${child.exitCode}.`)
    const answer = await fetch(url + files[0]?.path).catch(() => null)
    if (answer?.status === 200) break
    if (answer) throw new Error(`nginx answered ${answer.status}.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url,
    workers: () => childrenOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGQUIT')
      await ended
    },
  }
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

// The program as it runs, and what it takes of the machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** How busy the machine was during the last minute. */
export const load = () => os.loadavg()[0].toFixed(1);

/** A figure of `/proc`, in MB: `VmRSS`, `VmHWM`. */
export function memory(pid, name) {
  const line = fs.readFileSync(`/proc/${pid}/status`, 'utf8').split('\n').find((l) => l.startsWith(`${name}:`));
  return line ? Number(line.replace(/\D/g, '')) / 1024 : 0;
}

/** Runs a program to its end; what it said, how long it took and the most memory it had. */
export async function run(program, args, env = {}) {
  const started = performance.now();
  const child = spawn(program, args, { env: { PATH: process.env.PATH, RUST_LOG: 'warn', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, why, peak] = ['', '', 0];
  child.stdout.on('data', (part) => { said += part; });
  child.stderr.on('data', (part) => { why += part; });
  const look = setInterval(() => {
    try {
      peak = Math.max(peak, memory(child.pid, 'VmHWM'));
    } catch { /* it has ended */ }
  }, 25);
  const [code] = await once(child, 'close');
  clearInterval(look);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${why}`);
  return { said, peak, ms: performance.now() - started };
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts the server and waits until it is ready. */
export async function serve(hootis, data, env) {
  const port = await freePort();
  const args = ['serve', '--dev', '--data', data, '--listen', `127.0.0.1:${port}`, '--site', `http://hootis.localhost:${port}`];
  // As an operator runs it: a line of log a request, to a file.
  const log = fs.openSync(`${data}/serve.log`, 'a');
  const child = spawn(hootis, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'ignore', log] });
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok) return { port, pid: child.pid, stop: () => stop(child) };
    } catch { /* not yet */ }
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`the server did not start: see ${data}/serve.log`);
}

async function stop(child) {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'close');
}

/** Asks for a page over 16 connections for some seconds. */
export async function hammer(browser, path, seconds) {
  const args = ['-t2', '-c16', `-d${seconds}s`, '--timeout', '10s', '--latency', '-s', new URL('report.lua', import.meta.url).pathname];
  args.push('-H', `Host: ${browser.host}`, '-H', `Cookie: ${browser.cookies}`, '-H', 'Accept-Language: fr', `http://127.0.0.1:${browser.port}${path}`);
  const { said } = await run('wrk', args);
  return { ...JSON.parse(said.split('RESULT ')[1]), load: load() };
}

// The real binary on an empty folder and a free port, for the time of one test file.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port that nobody listens on. */
const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** Resolves when the program says that it listens; rejects when it stops before, or after 30 s. */
const listening = (child, said) => new Promise((resolve, reject) => {
  const late = setTimeout(() => reject(new Error(`Hootis did not listen within 30 s:\n${said.join('')}`)), 30_000);
  const look = (chunk) => {
    said.push(chunk);
    if (said.join('').includes('Hootis listens on')) { clearTimeout(late); resolve(); }
  };
  child.stdout.on('data', look);
  child.stderr.on('data', look);
  child.once('exit', (code) => { clearTimeout(late); reject(new Error(`Hootis stopped (${code}):\n${said.join('')}`)); });
});

/** Milliseconds of a day. */
const DAY = 86_400_000;

/** A clock that is told the time: a file of eight bytes, which `--clock-file` names. */
const clock = async (file, start) => {
  let now = start;
  const tell = () => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(now));
    return writeFile(file, bytes);
  };
  await tell();
  return { now: () => now, pass: (days) => { now += days * DAY; return tell(); } };
};

/** Runs the program beside the server, on the same data; what it printed, or an error with what it complained of. */
const commands = (binary, options) => (...args) => new Promise((resolve, reject) => {
  execFile(binary, [...args, ...options], { timeout: 60_000 }, (error, stdout, stderr) => (error ? reject(new Error(`hootis ${args.join(' ')}: ${stderr}`)) : resolve(stdout)));
});

/** Asks for a page as a program does: by the address of the machine, with the host in a header. Its status. */
const asks = (host, port) => (path, headers = {}) => new Promise((resolve, reject) => {
  get({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', reject);
});

/**
 * Starts `hootis serve`; `origin` is the public host, `stop()` ends it and removes its data. `prepare` may put files into the
 * data folder before, or run commands; `options` gives further arguments. With `at`, time begins there and stands still until
 * `pass(days)`, and `now()` tells it. `hootis(…)` runs a command, `asks(path)` asks without a browser.
 */
export const serve = async ({ prepare = () => {}, options = () => [], at } = {}) => {
  const binary = process.env.HOOTIS_BINARY;
  if (!binary) throw new Error('HOOTIS_BINARY names the program to drive: run scripts/browser');
  const data = await mkdtemp(join(tmpdir(), 'hootis-browser-'));
  const port = await freePort();
  const host = `hootis.localhost:${port}`;
  const time = at === undefined ? undefined : await clock(join(data, 'clock'), at);
  const common = ['--dev', '--data', data, '--site', `http://${host}`, ...(time ? ['--clock-file', join(data, 'clock')] : [])];
  const hootis = commands(binary, common);
  await prepare(data, { hootis, pass: time?.pass });
  const args = ['serve', '--listen', `127.0.0.1:${port}`, ...common, ...options(data)];
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  const said = [];
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(hard);
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    await listening(child, said);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin: `http://${host}`, space: (slug) => `http://${slug}.${host}`, host, data, said, stop, hootis, asks: asks(host, port), pass: time?.pass, now: time?.now };
};

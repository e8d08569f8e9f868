// The real binary on an empty folder and a free port, for the time of one test file.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
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

/**
 * Starts `hootis serve`; `origin` is the public host, `stop()` ends it and removes its data. `prepare` may put files into the
 * data folder before, `options` gives further arguments.
 */
export const serve = async ({ prepare = () => {}, options = () => [] } = {}) => {
  const binary = process.env.HOOTIS_BINARY;
  if (!binary) throw new Error('HOOTIS_BINARY names the program to drive: run scripts/browser');
  const data = await mkdtemp(join(tmpdir(), 'hootis-browser-'));
  const port = await freePort();
  const host = `hootis.localhost:${port}`;
  await prepare(data);
  const args = ['serve', '--dev', '--data', data, '--listen', `127.0.0.1:${port}`, '--site', `http://${host}`, ...options(data)];
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
  return { origin: `http://${host}`, space: (slug) => `http://${slug}.${host}`, host, data, said, stop };
};

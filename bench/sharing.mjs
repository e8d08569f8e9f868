// Talking and sharing: how soon a message is seen, what open streams take, how fast large files and photos come and go.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { hammer, load, memory, run } from './machine.mjs';
import { is } from './browser.mjs';

const STREAMS = 500;
/** What one session may have open. */
const OF_SESSION = 5;
const LARGE = 1_000_000_000;
const MESSAGES = 40;

const sorted = (times) => [...times].sort((a, b) => a - b);
const percentile = (times, at) => sorted(times)[Math.min(times.length - 1, Math.floor((times.length * at) / 100))];

/** A stream of news: `next()` waits for the event after the last one. */
function listen(office) {
  let tell;
  let heard = 0;
  let waiting = 0;
  const headers = { host: office.host, cookie: office.cookies, accept: 'text/event-stream' };
  const request = http.get({ host: '127.0.0.1', port: office.port, localAddress: office.from, path: '/admin/messages/flux', headers, agent: false });
  const opened = once(request, 'response').then(([response]) => {
    if (response.statusCode !== 200) throw new Error(`a stream answered ${response.statusCode}`);
    response.on('data', (part) => {
      if (!String(part).includes('data:')) return;
      heard += 1;
      if (heard > waiting) tell?.();
    });
    response.on('error', () => {});
  });
  request.on('error', () => {});
  const next = () => { waiting = heard; return new Promise((resolve) => { tell = resolve; }); };
  return { opened, next, close: () => request.destroy() };
}

/** From the click that sends a message until its words are on the page of somebody who has the conversation open. */
export async function seen(writer, reader, talk) {
  const stream = listen(reader);
  await stream.opened;
  const times = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    const words = `Vu ${n} à ${Date.now()}`;
    const news = stream.next();
    const started = performance.now();
    const sent = writer.post(`${talk}/messages`, { body: words });
    await news;
    const page = is(await reader.get(talk), 200);
    if (!page.text.includes(words)) throw new Error('the event came before the message');
    times.push(performance.now() - started);
    is(await sent, 303);
    // As fast as people write at the quickest: limits count by the minute.
    await new Promise((resolve) => { setTimeout(resolve, 1_100); });
  }
  stream.close();
  return { p50: percentile(times, 50), p99: percentile(times, 99), load: load() };
}

/** Memory and pages with so many streams open, of a hundred people in a hundred spaces. */
export async function streams(offices, pid) {
  const page = '/admin';
  const before = { memory: memory(pid, 'VmRSS'), ...(await hammer(offices[0], page, 5)) };
  const warm = memory(pid, 'VmRSS');
  const open = offices.flatMap((office) => Array.from({ length: OF_SESSION }, () => listen(office))).slice(0, STREAMS);
  await Promise.all(open.map((stream) => stream.opened));
  await new Promise((resolve) => { setTimeout(resolve, 2_000); });
  const after = memory(pid, 'VmRSS');
  const during = await hammer(offices[0], page, 5);
  open.forEach((stream) => stream.close());
  return { count: open.length, more: after - warm, before, during, load: load() };
}

/** A file of so many bytes that nothing can make smaller. */
async function file(path, bytes) {
  const head = await run('sh', ['-c', `head -c ${bytes} /dev/urandom > "$0"`, path]);
  return head.ms;
}

/** What the machine takes to copy the file through `age`. */
async function throughAge(path) {
  const { said } = await run('sh', ['-c', 'age-keygen 2>/dev/null | tee "$0.key" | sed -n "s/^# public key: //p"', path]);
  const times = [];
  for (let n = 0; n < 3; n += 1) times.push((await run('sh', ['-c', `cp /dev/stdin /dev/stdout < "$0" | age -r ${said.trim()} > "$0.age" && sync -d "$0.age"`, path])).ms);
  const back = [];
  for (let n = 0; n < 3; n += 1) back.push((await run('sh', ['-c', 'age -d -i "$0.key" < "$0.age" > /dev/null', path])).ms);
  fs.rmSync(`${path}.age`);
  return { up: sorted(times)[1], down: sorted(back)[1] };
}

/** Sends a request with a body that is read from a file, and looks at the server's memory meanwhile. */
async function send(office, pid, { method, path, headers, from }) {
  let peak = 0;
  const look = setInterval(() => { peak = Math.max(peak, memory(pid, 'VmRSS')); }, 50);
  const started = performance.now();
  const options = { host: '127.0.0.1', port: office.port, localAddress: office.from, method, path, agent: false };
  const request = http.request({ ...options, headers: { host: office.host, cookie: office.cookies, 'sec-fetch-site': 'same-origin', ...headers } });
  const answered = once(request, 'response');
  await pipeline(from ? fs.createReadStream(from, { highWaterMark: 1 << 20 }) : [], request);
  const [response] = await answered;
  let bytes = 0;
  for await (const part of response) bytes += part.length;
  clearInterval(look);
  return { status: response.statusCode, headers: response.headers, bytes, ms: performance.now() - started, peak };
}

/** Sends a file by the protocol that browsers use; the address of what was kept. */
async function upload(office, pid, path, name) {
  const size = fs.statSync(path).size;
  const tus = { 'tus-resumable': '1.0.0', 'x-csrf-token': office.jar.get(office.surface) };
  const begun = await send(office, pid, {
    method: 'POST', path: '/admin/medias/envois', headers: { ...tus, 'content-length': 0, 'upload-length': size, 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` },
  });
  if (begun.status !== 201) throw new Error(`an upload was answered ${begun.status}`);
  const sent = await send(office, pid, {
    method: 'PATCH', path: begun.headers.location, from: path,
    headers: { ...tus, 'upload-offset': 0, 'content-type': 'application/offset+octet-stream', 'content-length': size },
  });
  if (sent.status !== 204) throw new Error(`the bytes of an upload were answered ${sent.status}`);
  return sent;
}

/** A large file there and back, beside what `age` takes for it. */
export async function large(office, pid, folder) {
  const path = `${folder}/large`;
  await file(path, LARGE);
  const age = await throughAge(path);
  const warm = memory(pid, 'VmRSS');
  const up = await upload(office, pid, path, 'grand.bin');
  const [, id] = /href="\/admin\/medias\/([0-9a-f-]{36})"/.exec(is(await office.get('/admin/medias'), 200).text);
  const down = await send(office, pid, { method: 'GET', path: `/admin/medias/${id}/fichier`, headers: {} });
  if (down.bytes !== LARGE) throw new Error(`${down.bytes} bytes came back`);
  fs.rmSync(path);
  return { age, up: up.ms, down: down.ms, more: Math.max(up.peak, down.peak) - warm, load: load() };
}

/** A photo of twelve megapixels, as a browser draws it. */
async function draw(path) {
  const page = `${path}.html`;
  fs.writeFileSync(page, `<canvas id="c" width="4000" height="3000"></canvas><script>
    const c = document.getElementById('c').getContext('2d'), p = c.createImageData(4000, 3000);
    for (let i = 0, x = 0, y = 0, r = 7; i < p.data.length; i += 4) { r = (r * 1103515245 + 12345) & 0x7fffffff; const n = r % 24;
      p.data[i] = (x / 16 + n) & 255; p.data[i + 1] = (y / 12 + n) & 255; p.data[i + 2] = ((x + y) / 28 + n) & 255; p.data[i + 3] = 255; if (++x === 4000) { x = 0; y++; } }
    c.putImageData(p, 0, 0); document.title = 'drawn'; document.body.dataset.jpeg = document.getElementById('c').toDataURL('image/jpeg', .88);</script>`);
  const chromium = spawn(process.env.HOOTIS_CHROMIUM ?? 'chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=20000', '--dump-dom', `file://${page}`], { stdio: ['ignore', 'pipe', 'ignore'] });
  let dom = '';
  chromium.stdout.on('data', (part) => { dom += part; });
  await once(chromium, 'close');
  fs.writeFileSync(path, Buffer.from(/data-jpeg="data:image\/jpeg;base64,([^"]+)"/.exec(dom)[1], 'base64'));
}

/** From the last byte of a photo until it is kept, with both of its small pictures. */
export async function photo(office, pid, folder) {
  const path = `${folder}/photo.jpg`;
  await draw(path);
  const bytes = fs.readFileSync(path);
  const times = [];
  for (let n = 0; n < 9; n += 1) {
    // Each is another file: what is there already is kept once.
    fs.writeFileSync(path, Buffer.concat([bytes, Buffer.from(`photo ${n}`)]));
    times.push((await upload(office, pid, path, `photo-${n}.jpg`)).ms);
  }
  return { megabytes: bytes.length / 1e6, p50: percentile(times, 50), worst: percentile(times, 99), load: load() };
}

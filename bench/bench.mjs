// The figures: imports, pages, spaces, memory, each with the machine's load. Run by `make bench`, through scripts/services.
// Writes docs/performance.md from what was measured, and nothing else.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Browser, is } from './browser.mjs';
import { theDump } from './dump.mjs';
import { hammer, load, memory, run, serve } from './machine.mjs';
import { document, timed } from './document.mjs';
import { large, photo, seen, streams } from './sharing.mjs';

const HOOTIS = process.env.HOOTIS_BINARY;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const PASSWORD = 'chouette lune rabot 42';
const COMMON = 'sarl';
const RARE = 'dupont';

const say = (text) => process.stdout.write(`${text}\n`);
const median = (times) => percentile(times, 50);
const percentile = (times, at) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor((times.length * at) / 100))];

/** What is in a mail of the outbox, decoded enough for links and codes. */
function mailTo(data, address) {
  const folder = `${data}/outbox`;
  if (!fs.existsSync(folder)) return '';
  const mails = fs.readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => fs.readFileSync(`${folder}/${name}`, 'utf8'));
  const mail = mails.find((text) => text.includes(`To: ${address}`)) ?? '';
  return mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

async function command(data, env, ...args) {
  const { said, ...rest } = await run(HOOTIS, [...args, '--data', data, '--json'], env);
  return { ...rest, answer: JSON.parse(said) };
}

const makeSpace = (data, env, name) =>
  command(data, env, 'space', 'create', '--company', name, '--owner-email', `owner@${name.toLowerCase()}.example`, '--owner-name', 'Olive Lunel');

async function imported(data, env, slug, ...from) {
  const { answer, peak, ms } = await command(data, env, 'dolibarr', 'import', slug, ...from);
  const tables = Object.values(answer.tables);
  const sum = (what) => tables.reduce((all, table) => all + (table[what] ?? 0), 0);
  return { seconds: ms / 1000, peak, rows: sum('read'), touched: sum('created') + sum('updated'), load: load() };
}

/** The owner in the back office, as a person gets there. */
async function owner(data, port, slug) {
  const visitor = new Browser(port);
  const [, token] = /nouveau\?lien=([\w-]+)/.exec(mailTo(data, `owner@${slug}.example`));
  is(await visitor.get(`/mot-de-passe/nouveau?lien=${token}`), 200);
  is(await visitor.post('/mot-de-passe/nouveau', { lien: token, password: PASSWORD }), 200);
  is(await visitor.post('/connexion', { email: `owner@${slug}.example`, password: PASSWORD }), 303);
  const [, action] = /action="(\/console\/espaces\/[^"]+\/entree)"/.exec(is(await visitor.get('/console'), 200).text);
  const [, entry] = /href="http:\/\/[^/]+(\/admin\/[^"]+)"/.exec(is(await visitor.post(action, {}), 200).text);
  const enter = async (path) => {
    const office = new Browser(port, slug);
    is(await office.get(path), 303);
    is(await office.get('/admin'), 200);
    return office;
  };
  const again = async () => enter(/href="http:\/\/[^/]+(\/admin\/[^"]+)"/.exec(is(await visitor.post(action, {}), 200).text)[1]);
  return { office: await enter(entry), again };
}

/** A conversation of as many messages as a minute allows; its page. */
async function conversation(office) {
  const [, contact] = /href="\/admin\/contacts\/([0-9a-f-]{36})"/.exec(is(await office.get('/admin/contacts'), 200).text);
  const begun = is(await office.post('/admin/messages', { contact, avec: contact, body: 'Bonjour, voici où nous en sommes.' }), 303);
  const [page] = begun.headers.location.split('#');
  for (let n = 0; n < 55; n += 1) is(await office.post(`${page}/messages`, { body: `Message ${n} : le comptoir avance, les étagères suivent.` }), 303);
  return page;
}

async function pages(office) {
  const list = is(await office.get('/admin/clients'), 200).text;
  const [, card] = /href="(\/admin\/clients\/[0-9a-f-]{36})"/.exec(list);
  const nothing = '/admin/clients?q=zzqzzq';
  const measured = {};
  const talk = await conversation(office);
  const all = [['home', '/admin'], ['list', '/admin/clients'], ['card', card], ['rare', `/admin/clients?q=${RARE}`], ['common', `/admin/clients?q=${COMMON}`], ['talk', talk]];
  for (const [name, page] of all) {
    const bytes = is(await office.get(page), 200).text.length;
    // The empty pages in the same minute: what the machine gives just now.
    const health = await hammer(office, '/healthz', Math.ceil(SECONDS / 2));
    const trivial = await hammer(office, nothing, Math.ceil(SECONDS / 2));
    measured[name] = { ...(await hammer(office, page, SECONDS)), bytes, health, trivial };
    const { per_second, p50_ms, p99_ms, wrong } = measured[name];
    say(`  ${name}: ${per_second} requests/s, p50 ${p50_ms} ms, p99 ${p99_ms} ms, ${wrong} wrong; load ${load()}`);
  }
  return { measured, talk };
}

/** Sign-ups to the first page: the time from the click that confirms until the page, in ms. */
async function signups(data, port, count) {
  const [clicks, taken, offices] = [[], [], []];
  for (let n = 0; n < count; n += 1) {
    const [visitor, email] = [new Browser(port), `lea@societe-${n}.example`];
    is(await visitor.get('/inscription'), 200);
    const form = { company: `Société ${n}`, name: 'Léa Roc', email, password: PASSWORD, slug: '' };
    taken.push(is(await visitor.post('/inscription', form), 303).ms);
    let code;
    for (let tries = 0; tries < 400 && !code; tries += 1) {
      code = /(?<!\d)(\d{6})(?!\d)\s/.exec(mailTo(data, email).split('text/html')[0].split('\r\n\r\n').slice(1).join('\n'))?.[1];
      if (!code) await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
    const ready = is(await visitor.post('/inscription/code', { code }), 200);
    const [, slug, entry] = /href="http:\/\/([\w-]+)\.[^/]+(\/admin\/[^"]+)"/.exec(ready.text);
    const office = new Browser(port, slug);
    const entered = is(await office.get(entry), 303);
    const first = is(await office.get('/admin'), 200);
    offices.push(office);
    clicks.push({ made: ready.ms, all: ready.ms + entered.ms + first.ms });
  }
  const of = (times) => ({ p50: percentile(times, 50), p99: percentile(times, 99) });
  return { count, made: of(clicks.map((c) => c.made)), all: of(clicks.map((c) => c.all)), taken: of(taken), load: load(), offices };
}

/** Memory of an idle server, and with 200 spaces open. */
async function spaces(folder, env) {
  const data = `${folder}/many`;
  const times = [];
  for (let n = 0; n < 200; n += 1) times.push((await makeSpace(data, env, `S${n}`)).ms);
  const server = await serve(HOOTIS, data, env);
  const idle = memory(server.pid, 'VmRSS');
  for (let n = 0; n < 200; n += 1) is(await new Browser(server.port, `s${n}`).get('/admin/connexion'), 200);
  const open = memory(server.pid, 'VmRSS');
  const { offices, ...asked } = await signups(data, server.port, 100);
  const waiting = await streams(offices, server.pid);
  await server.stop();
  return { idle, open, command: { p50: median(times), p99: percentile(times, 99) }, signups: asked, waiting, load: load() };
}

async function engine(name, folder, env, dump, mysql) {
  say(`${name}: imports`);
  const data = `${folder}/data`;
  await makeSpace(data, env, 'Grande');
  const file = ['--dump', dump.path];
  const result = { first: await imported(data, env, 'grande', ...file), second: await imported(data, env, 'grande', ...file) };
  await makeSpace(data, env, 'Vivante');
  result.live = await imported(data, env, 'vivante', '--url', mysql);
  result.liveSecond = await imported(data, env, 'vivante', '--url', mysql);
  for (const what of ['first', 'second', 'live', 'liveSecond']) {
    const { seconds, peak, rows, touched } = result[what];
    say(`  ${what}: ${rows} rows in ${seconds.toFixed(1)} s, ${peak.toFixed(0)} MB at most, ${touched} written; load ${load()}`);
  }
  say(`${name}: pages`);
  const server = await serve(HOOTIS, data, env);
  const { office, again } = await owner(data, server.port, 'grande');
  const { measured, talk } = await pages(office);
  result.pages = measured;
  result.serving = memory(server.pid, 'VmRSS');
  say(`${name}: talking and sharing`);
  result.seen = await seen(office, await again(), talk);
  result.photo = await photo(office, server.pid, folder);
  result.large = await large(office, server.pid, folder);
  say(`  seen after ${result.seen.p99.toFixed(0)} ms, a photo kept in ${result.photo.p50.toFixed(0)} ms, 1 GB in ${(result.large.up / 1000).toFixed(1)} s and back in ${(result.large.down / 1000).toFixed(1)} s (age: ${(result.large.age.up / 1000).toFixed(1)} s and ${(result.large.age.down / 1000).toFixed(1)} s)`);
  await server.stop();
  say(`${name}: spaces`);
  result.spaces = await spaces(folder, env);
  const { waiting } = result.spaces;
  say(`  ${waiting.count} streams take ${waiting.more.toFixed(0)} MB; p99 of a page ${waiting.before.p99_ms} ms before, ${waiting.during.p99_ms} ms with them`);
  return result;
}

/** A database of its own on the services' PostgreSQL. */
async function database(name) {
  const server = process.env.HOOTIS_TEST_POSTGRES;
  await run('psql', [server, '-q', '-c', `CREATE DATABASE ${name} TEMPLATE template0`]);
  return server.replace(/\/[^/]*$/, `/${name}`);
}

/** The dump in the services' MariaDB. */
async function loaded(dump) {
  const server = new URL(process.env.HOOTIS_TEST_MYSQL);
  const args = `-h ${server.hostname} -P ${server.port} -u ${server.username}`;
  const sql = `(echo 'CREATE DATABASE bench CHARACTER SET utf8mb4; USE bench;'; zcat "$0") | mariadb --no-defaults --default-character-set=utf8mb4 ${args}`;
  await run('sh', ['-c', sql, dump.path]);
  return `mysql://${server.username}@${server.hostname}:${server.port}/bench`;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hootis-bench.'));
try {
  const dump = await theDump(folder);
  say(`The dump is ${dump.name}.`);
  const mysql = await loaded(dump);
  const results = { dump: dump.name, engines: {} };
  const env = { HOOTIS_SPACES: await database('bench_spaces'), HOOTIS_PLATFORM: await database('bench_platform') };
  for (const [name, settings] of [['SQLCipher', {}], ['PostgreSQL', env]]) {
    results.engines[name] = await engine(name, fs.mkdtempSync(`${folder}/engine.`), settings, dump, mysql);
  }
  results.timed = timed(process.env.HOOTIS_TIMED);
  fs.writeFileSync(new URL('../docs/performance.md', import.meta.url), document(results));
  if (process.env.BENCH_RESULTS) fs.writeFileSync(process.env.BENCH_RESULTS, JSON.stringify(results, null, 1));
  say('docs/performance.md is written.');
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

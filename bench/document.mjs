// docs/performance.md, from the figures.
import fs from 'node:fs';
import os from 'node:os';

const round = (number, digits = 0) => number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const rows = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const table = (head, lines) => `${rows([head, head.map(() => '---')])}\n${rows(lines)}`;
const verdict = (met) => (met ? 'met' : '**missed**');

const IMPORTS = [
  ['first', 'the dump, first time', 30],
  ['second', 'the dump again, unchanged', 15],
  ['live', 'the same base from MariaDB, first time', 30],
  ['liveSecond', 'from MariaDB again, unchanged', 15],
];
const PAGES = [
  ['home', 'the first page'],
  ['list', 'list of parties, first page of 50'],
  ['card', 'a party’s card'],
  ['rare', 'search for a rare word'],
  ['common', 'search for a common word'],
  ['talk', 'a conversation'],
];

function imports(engines) {
  const lines = Object.entries(engines).flatMap(([engine, result]) => IMPORTS.map(([key, what, most]) => {
    const { seconds, peak, rows: read, touched, load } = result[key];
    return [engine, what, `${round(seconds, 1)} s`, `${round(read / seconds)}`, `${round(peak)} MB`, round(touched), `under ${most} s and 200 MB: ${verdict(seconds < most && peak < 200)}`, load];
  }));
  return table(['engine', 'import', 'time', 'rows/s', 'most memory', 'rows written', 'target', 'load'], lines);
}

function pages(engines) {
  const lines = Object.entries(engines).flatMap(([engine, { pages: measured }]) => PAGES.map(([key, what]) => {
    const { per_second: rate, p50_ms: p50, p99_ms: p99, wrong, bytes, health, trivial, load } = measured[key];
    const met = p99 < 50 && wrong === 0 && (key !== 'list' || rate >= 3000);
    const target = engine === 'SQLCipher' ? `p99 < 50 ms${key === 'list' ? ', 3,000/s' : ''}: ${verdict(met)}` : 'measured beside';
    return [engine, what, round(rate), `${round(p50, 1)} ms`, `${round(p99, 1)} ms`, `${round(bytes / 1024)} KB`, round(rate / trivial.per_second, 2), round(rate / health.per_second, 2), round(wrong), target, load];
  }));
  return table(['engine', 'page', 'requests/s', 'p50', 'p99', 'size', 'to an empty list', 'to `/healthz`', 'errors', 'target', 'load'], lines);
}

function spaces(engines) {
  const lines = Object.entries(engines).flatMap(([engine, { spaces: s, serving }]) => {
    const { signups: asked } = s;
    return [
      [engine, `a click on “confirm” until the page that says the space is ready (${asked.count} sign-ups)`, `p50 ${round(asked.made.p50)} ms, p99 ${round(asked.made.p99)} ms`, `space made in under 50 ms: ${verdict(asked.made.p50 < 50)}`, asked.load],
      [engine, 'the same until the first page of the back office: three requests', `p50 ${round(asked.all.p50)} ms, p99 ${round(asked.all.p99)} ms`, `p99 < 300 ms: ${verdict(asked.all.p99 < 300)}`, asked.load],
      [engine, 'the form of a sign-up, with its Argon2id', `p50 ${round(asked.taken.p50)} ms, p99 ${round(asked.taken.p99)} ms`, '', asked.load],
      [engine, '`hootis space create`, start of the program and Argon2id included', `p50 ${round(s.command.p50)} ms, p99 ${round(s.command.p99)} ms`, '', s.load],
      [engine, 'an idle server', `${round(s.idle)} MB`, `< 60 MB: ${verdict(s.idle < 60)}`, s.load],
      [engine, '200 open spaces, more than idle', `${round(s.open - s.idle)} MB`, `< 150 MB: ${verdict(s.open - s.idle < 150)}`, s.load],
      [engine, 'the server after the measurements of pages', `${round(serving)} MB`, '', s.load],
    ];
  });
  return table(['engine', 'what', 'measured', 'target', 'load'], lines);
}

function sharing(engines) {
  const lines = Object.entries(engines).flatMap(([engine, { seen, photo, large, spaces: { waiting } }]) => [
    [engine, 'a message sent until its words are on the other side’s page', `p50 ${round(seen.p50)} ms, p99 ${round(seen.p99)} ms`, `under 300 ms: ${verdict(seen.p99 < 300)}`, seen.load],
    [engine, `${waiting.count} open streams of ${waiting.count / 5} people`, `${round(waiting.more)} MB more`, `under 60 MB: ${verdict(waiting.more < 60)}`, waiting.load],
    [engine, 'the first page with them open, and without', `p99 ${round(waiting.during.p99_ms, 1)} ms, ${round(waiting.before.p99_ms, 1)} ms`, `p99 < 50 ms: ${verdict(waiting.during.p99_ms < 50)}`, waiting.load],
    [engine, 'a file of 1 GB sent, and `age` for the same', `${round(large.up / 1000, 1)} s, ${round(large.age.up / 1000, 1)} s`, `within 2 ×: ${verdict(large.up < 2 * large.age.up)}`, large.load],
    [engine, 'the same read back, and `age` for it', `${round(large.down / 1000, 1)} s, ${round(large.age.down / 1000, 1)} s`, `within 2 ×: ${verdict(large.down < 2 * large.age.down)}`, large.load],
    [engine, 'memory of the server meanwhile', `${round(large.more)} MB more`, '', large.load],
    [engine, `a photo of 12 megapixels (${round(photo.megabytes, 1)} MB) sent until it is kept, with its small pictures`, `p50 ${round(photo.p50)} ms, worst ${round(photo.worst)} ms`, `under 400 ms: ${verdict(photo.p50 < 400)}`, photo.load],
  ]);
  return table(['engine', 'what', 'measured', 'target', 'load'], lines);
}

/** What the tests that take time printed: `what: figure`, each on a line of its own. */
export function timed(file) {
  const text = file && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  // The harness writes "test name ... " before what a test prints first.
  const lines = text.split('\n').map((line) => line.replace(/^test \S+ \.\.\. /, ''));
  const figures = lines.map((line) => /^([a-z][a-z -]+): (.*\d.*)$/.exec(line)).filter((found) => found && found[1] !== 'test result');
  return figures.map(([, what, figure]) => ({ what, figure }));
}

function measured(figures) {
  if (figures.length === 0) return 'Not taken this time (`make bench` takes them; `scripts/bench --figures` does not).';
  return table(['what', 'measured'], figures.map(({ what, figure }) => [what, figure]));
}

/** The whole document. */
export function document({ dump, engines, timed: figures }) {
  const words = fs.readFileSync(new URL('limits.md', import.meta.url), 'utf8');
  const cpus = os.cpus();
  return `# Performance

Written by \`make bench\`: nothing here is typed by hand but the last chapter. The machine has ${cpus.length} cores
(${cpus[0].model.trim()}) and ${round(os.totalmem() / 2 ** 30)} GB; the server, the databases and what asks them share these cores.
"Load" is the machine's average of the last minute: above ${cpus.length}, others wanted the cores too, and the figures are worse than the
program deserves. Then the ratios tell more: each page was measured in the same minute as \`/healthz\`, which does nothing, and as
the list that finds nothing, which does all that a page needs but the rows.

The base is ${dump}.

## Imports

${imports(engines)}

## Pages

16 connections, a person who is signed in, one line of log a request.

${pages(engines)}

## Spaces and memory

${spaces(engines)}

## Talking and sharing

${sharing(engines)}

## Known and unknown addresses, periods, lives, a dump of two gigabytes

Tests that measure, with their own limits: medians of 500 tries that may be 5 % apart, 40 MB for the dump.

${measured(figures)}

${words}`;
}

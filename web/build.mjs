// Builds web/dist: what the binary embeds. No bundler, no network, same input same output.
//   npm ci && npm run build
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { appIcons } from './build/app-icons.mjs';
import { sprite } from './build/icons.mjs';
import { stylesheet } from './build/styles.mjs';

const web = dirname(fileURLToPath(import.meta.url));
const source = join(web, '../crates/hootis/src');
const dist = join(web, 'dist');
const packages = join(web, 'node_modules');
const types = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.jpg': 'image/jpeg', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};

/** Every file below a folder, sorted, whose name ends as asked. */
const walk = (folder, ends) => readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((f) => f.isFile() && ends.some((e) => f.name.endsWith(e)))
  .map((f) => join(f.parentPath ?? f.path, f.name)).sort();

/** Our script without its comments and indentation: a real minifier would save 1 KB more and cost a dependency. */
const shorten = (js) => js.split('\n').map((l) => l.trim()).filter((l) => l && !l.startsWith('//')).join('\n') + '\n';

const manifest = {};
const named = (name) => {
  if (!manifest[name]) throw new Error(`The style sheet names ${name}, which is not built`);
  return manifest[name].file;
};

/** Writes one file under its fingerprint, with its compressed forms when they are worth it. */
const emit = (name, content) => {
  const bytes = Buffer.from(content);
  const ext = extname(name);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const file = `${name.slice(0, -ext.length)}.${digest}${ext}`;
  writeFileSync(join(dist, file), bytes);
  if (['.css', '.js', '.svg', '.txt'].includes(ext)) {
    writeFileSync(join(dist, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    writeFileSync(join(dist, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = { file, type: types[ext], size: bytes.length, integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}` };
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const templates = walk(source, ['.html', '.rs']);
const texts = templates.map((f) => readFileSync(f, 'utf8'));
const script = readFileSync(join(web, 'hootis.js'), 'utf8');
const media = readFileSync(join(web, 'media.js'), 'utf8');
const attach = readFileSync(join(web, 'attach.js'), 'utf8');

for (const subset of ['latin', 'latin-ext']) {
  emit(`inter-${subset}-opsz-normal.woff2`, readFileSync(join(packages, `@fontsource-variable/inter/files/inter-${subset}-opsz-normal.woff2`)));
}
for (const file of walk(join(web, 'img'), ['.jpg', '.png'])) emit(file.slice(join(web, 'img').length + 1), readFileSync(file));
for (const [name, bytes] of Object.entries(await appIcons(web, packages))) emit(name, bytes);
emit('logo.svg', readFileSync(join(web, 'logo.svg'), 'utf8').trim());
const icons = sprite(texts, join(packages, '@tabler/icons/icons'));
emit('icons.svg', icons.svg);
emit('htmx.js', readFileSync(join(packages, 'htmx.org/dist/htmx.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=\S+\s*$/, ''));
emit('hootis.js', shorten(script));
emit('passkeys.js', shorten(readFileSync(join(web, 'passkeys.js'), 'utf8')));
emit('worker.js', shorten(readFileSync(join(web, 'worker.js'), 'utf8')));
emit('live.js', shorten(readFileSync(join(web, 'live.js'), 'utf8')));
emit('media.js', shorten(media));
emit('attach.js', shorten(attach));
emit('tus.js', readFileSync(join(packages, 'tus-js-client/dist/tus.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=\S+\s*$/, ''));
emit('analytics.js', shorten(readFileSync(join(web, 'analytics.js'), 'utf8')));
emit('hootis.css', await stylesheet({ web, packages, texts: [...texts, script, media, attach], named }));

// The licences ask to go along with copies. @tabler/core carries its own as a heading of its style sheet.
const heading = readFileSync(join(packages, '@tabler/core/dist/css/tabler.min.css'), 'utf8').match(/\/\*![\s\S]*?\*\//)[0];
const licence = (name) => readFileSync(join(packages, name, 'LICENSE'), 'utf8').trim();
const notices = [['@tabler/core', `${heading}\n\n${licence('@tabler/icons')}`], ...['@tabler/icons', 'htmx.org', 'tus-js-client', '@fontsource-variable/inter'].map((n) => [n, licence(n)])];
emit('licences.txt', notices.map(([name, text]) => `${name}\n\n${text}\n`).join('\n\n'));

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(sorted, null, 1)}\n`);
for (const [name, { file, size }] of Object.entries(sorted)) console.log(`${String(size).padStart(8)}  ${name} -> ${file}`);
console.log(`${icons.count} icons, ${templates.length} templates and sources read`);

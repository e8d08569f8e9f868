// The pictures that a telephone or a desktop shows when the space is installed there: the owl on paper, as PNG, since not
// every system draws SVG. Part of the picture may be cut off round (a "maskable" icon): the owl stands in the middle.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg, initWasm } from '@resvg/resvg-wasm';

const SIZES = [180, 192, 512];
const PAPER = '#f8f6f2';

/** `{ 'app-192.png': bytes, … }` */
export async function appIcons(web, packages) {
  await initWasm(readFileSync(join(packages, '@resvg/resvg-wasm/index_bg.wasm')));
  const owl = readFileSync(join(web, 'logo.svg'), 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${PAPER}"/><g transform="translate(5.6 5.6) scale(.65)">${owl}</g></svg>`;
  const drawn = SIZES.map((size) => [`app-${size}.png`, new Resvg(picture, { fitTo: { mode: 'width', value: size } }).render().asPng()]);
  return Object.fromEntries(drawn);
}

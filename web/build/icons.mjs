// The icon sprite: only the icons that templates and sources name.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// icon("name") in a template or in Rust, glyph="name" as a macro argument, icons.svg#name as an address.
const mentions = [/\bicon\(\s*"([a-z0-9-]+)"/g, /\bglyph\s*=\s*"([a-z0-9-]+)"/g, /icons\.svg#([a-z0-9-]+)/g];

// Any literal in a call of our macros, kept only when it is an icon's name: {{ ui::chip("Dolibarr", "line", "lock") }}.
const calls = /\{[{%][-\s]*(?:call\s+)?ui::\w+\(([\s\S]*?)[}%]\}/g;
const literals = (text) => [...text.matchAll(calls)].flatMap((call) => [...call[1].matchAll(/"([a-z0-9-]+)"/g)].map((hit) => hit[1]));

/** The sprite of the icons named in `texts`; an unknown name stops the build. */
export const sprite = (texts, folder) => {
  const names = new Set(texts.flatMap((text) => mentions.flatMap((m) => [...text.matchAll(m)].map((hit) => hit[1]))));
  for (const name of texts.flatMap(literals)) if (existsSync(join(folder, 'outline', `${name}.svg`))) names.add(name);
  const symbols = [...names].sort().map((name) => {
    const filled = name.endsWith('-filled');
    const file = join(folder, filled ? 'filled' : 'outline', `${filled ? name.slice(0, -7) : name}.svg`);
    if (!existsSync(file)) throw new Error(`No icon "${name}" in @tabler/icons; look at https://tabler.io/icons`);
    const inner = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').replace(/\s+/g, ' ').trim();
    const paint = filled ? 'fill="currentColor"' : 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${inner}</symbol>`;
  });
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`, count: symbols.length };
};

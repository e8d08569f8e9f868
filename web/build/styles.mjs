// The style sheet: what we use of Tabler, then ours, with the automatic theme derived and blanks removed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';

const parts = ['fonts', 'tokens', 'type', 'brand', 'frame', 'components', 'messages', 'public', 'motion'];

// Classes that a template writes in two pieces ("alert-{{ kind }}"), or that htmx adds.
const composed = [/^(alert|btn|avatar|text|bg)-(primary|success|danger|warning|info|secondary|xs|sm|md|lg|xl)$/, /^htmx-/, /^is-(in)?valid$/, /^(show|active|disabled|visually-hidden|placeholder.*)$/];

/** Tabler without what no template uses. */
const tabler = async (packages, texts) => {
  const css = readFileSync(join(packages, '@tabler/core/dist/css/tabler.min.css'), 'utf8');
  const content = texts.map((raw) => ({ raw, extension: 'html' }));
  const [{ css: kept }] = await new PurgeCSS().purge({ content, css: [{ raw: css }], safelist: { standard: composed }, keyframes: true, fontFace: true });
  return kept;
};

/**
 * `data-bs-theme="auto"` follows the system, without a script: each light or dark rule is written again under the matching
 * `prefers-color-scheme`.
 */
const follow = (root) => root.walkRules((rule) => {
  for (const scheme of ['light', 'dark']) {
    const mine = new RegExp(`\\[data-bs-theme=["']?${scheme}["']?\\]`, 'g');
    const selectors = rule.selectors.filter((s) => s.replace(/:not\([^)]*\)/g, '').match(mine)).map((s) => s.replace(mine, '[data-bs-theme=auto]'));
    if (selectors.length === 0) continue;
    const media = postcss.atRule({ name: 'media', params: `(prefers-color-scheme:${scheme})` });
    media.append(rule.clone({ selectors }));
    rule.after(media);
  }
});

/** No comments, no blanks that mean nothing. */
const tighten = (root) => {
  root.walkComments((c) => { c.remove(); });
  root.walk((node) => {
    node.raws.before = '';
    if (node.type === 'decl') { node.raws.between = ':'; node.value = node.value.replace(/\s+/g, ' ').trim(); }
    if (node.type === 'rule') { node.selector = node.selector.replace(/,\s+/g, ',').replace(/\s+/g, ' '); }
    if (node.type !== 'decl') { node.raws.between = ''; node.raws.after = ''; node.raws.semicolon = false; }
    if (node.type === 'atrule') { node.raws.afterName = ' '; }
  });
  root.raws.after = '';
};

/** The whole sheet as text; `named` gives the fingerprinted name of a file it points at. */
export const stylesheet = async ({ web, packages, texts, named }) => {
  const own = parts.map((p) => readFileSync(join(web, 'css', `${p}.css`), 'utf8')).join('\n');
  const root = postcss.parse(`${await tabler(packages, texts)}\n${own}`);
  follow(root);
  tighten(root);
  const css = root.toString().replace(/url\((?!data:)["']?([^"')]+)["']?\)/g, (all, file) => {
    if (file.startsWith('"data:') || file.startsWith('#')) return all;
    return `url(${named(file)})`;
  });
  if (/@import|https?:\/\/(?!www\.w3\.org\/)/.test(css)) throw new Error('The style sheet points outside: it would break the content security policy');
  return `${css}\n`;
};

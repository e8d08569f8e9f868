// A person at a screen: a browser context whose every page is watched and looked at.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
  // No other machine is ever asked for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = process.env.HOOTIS_SCREENSHOTS ?? new URL('../../../target/screenshots', import.meta.url).pathname;
const sizes = { desktop: { width: 1440, height: 900 }, mobile: { width: 390, height: 844 } };

/** The browser; every wait in it is bounded. */
export const launch = () => chromium.launch({ executablePath: process.env.HOOTIS_CHROMIUM ?? '/usr/bin/chromium', args: flags, timeout: 30_000 });

/**
 * A new person with an empty cookie jar. `faults` gathers what their browser complained of: script errors, refused
 * resources, failed requests. A page that answers 4xx on purpose is announced with `expect4xx()`.
 */
export const person = async (browser, { js = true, lang = 'fr-FR', name = 'page' } = {}) => {
  const context = await browser.newContext({ javaScriptEnabled: js, locale: lang, viewport: sizes.desktop, colorScheme: 'light', reducedMotion: 'reduce' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  let refusals = 0;
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (refusals > 0 && /status of 4\d\d/.test(message.text())) { refusals -= 1; return; }
    faults.push(`${message.type()}: ${message.text()} at ${page.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message} at ${page.url()}`));
  page.on('response', (response) => { if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`); });
  return {
    page, context, faults, name, shots,
    /** The next answer may be a refusal: browsers write those into the console. */
    expect4xx: () => { refusals += 1; },
    /** Looks at the page as everybody will: in both themes, on both screens, with a screen reader's eyes. */
    look: (title) => look(page, js, `${name}-${title}`),
    close: async () => {
      assert.deepEqual(faults, [], 'the browser complained');
      await context.close();
    },
  };
};

/** Runs axe on the page and returns what it found, in short. */
const violations = async (page) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    // axe leaves empty style attributes behind, which htmx would copy and the security policy would refuse.
    document.querySelectorAll('[style=""]').forEach((el) => el.removeAttribute('style'));
    return result;
  });
  return found.violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`);
};

const look = async (page, js, title) => {
  await mkdir(shots, { recursive: true });
  assert.equal(await page.locator('h1').count(), 1, `${title}: one heading`);
  const wrong = [];
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      // Without script: the same page was looked at with it, one picture is enough.
      if (!js && (size !== 'desktop' || theme !== 'light')) continue;
      await page.screenshot({ path: join(shots, `${title}-${size}-${theme}.png`), fullPage: true, animations: 'disabled' });
      // Two of the four are enough for axe: together they show both sizes and both themes.
      if (js && (size === 'desktop') === (theme === 'light')) wrong.push(...(await violations(page)).map((v) => `${size} ${theme}: ${v}`));
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) wrong.push(`${size}: the page scrolls ${wide} px sideways`);
  }
  await page.setViewportSize(sizes.desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  assert.deepEqual(wrong, [], `${title} at ${page.url()}`);
};

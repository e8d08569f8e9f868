// Visitors of the public site: what they are asked about cookies, what reaches other hosts after each answer, and how
// they write to us. Nothing leaves the machine: other hosts are played here.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { says, send } from './lib/steps.mjs';

const ID = 'G-TEST12345';
const measured = ['/', '/cookies', '/contact', '/partenaires', '/en'];
// Where people write to us, the question is asked and nothing of another runs.
const written = ['/contact', '/partenaires'];
const never = ['/connexion', '/inscription', '/mot-de-passe', '/console'];
// What Google's script does: it keeps a number in the browser and tells its host of the page.
const tag = `document.cookie = '_ga=GA1.1.1;path=/;max-age=33696000'; document.cookie = '_ga_TEST12345=GS1;path=/;max-age=33696000';
  fetch('https://region1.google-analytics.com/g/collect?dl=' + encodeURIComponent(dataLayer.filter((a) => a[0] === 'config')[0][2].page_location), { mode: 'no-cors' });`;
let relay;
let server;
let browser;

/** `hootis dev-services`: a relay that delivers nothing. */
const services = async () => {
  const child = spawn(process.env.HOOTIS_BINARY, ['dev-services', '--json', '--relay', '127.0.0.1:0', '--page', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8');
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => { throw new Error('the relay did not start'); })]);
  return { ...JSON.parse(said), stop: async () => { child.kill('SIGTERM'); await once(child, 'exit'); } };
};

before(async () => {
  relay = await services();
  server = await serve({
    options: (data) => ['--analytics-id', ID, '--smtp', relay.smtp, '--contact-to', 'contact@operateur.example', '--partners-file', join(data, 'partners.json')],
    prepare: (data) => writeFile(join(data, 'partners.json'), JSON.stringify([
      { name: 'Nord Conseil', email: 'bonjour@nord-conseil.example', countries: ['FR'], regions: ['Bretagne', 'Normandie'], contract: 'P-1', date: '2026-11-23' },
    ])),
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await relay?.stop();
});

/** A visitor whose requests to other hosts are answered here, and noted. */
const visitor = async (options) => {
  const who = await person(browser, options);
  const foreign = [];
  await who.context.route((url) => !url.hostname.endsWith('hootis.localhost'), (route) => {
    foreign.push(route.request().url());
    const script = route.request().resourceType() === 'script';
    return route.fulfill({ status: 200, contentType: script ? 'text/javascript' : 'text/plain', body: script ? tag : '', headers: { 'cross-origin-resource-policy': 'cross-origin' } });
  });
  const cookies = async () => (await who.context.cookies()).map((cookie) => cookie.name).sort();
  return { ...who, foreign, cookies, banner: who.page.locator('.h-cookie') };
};

for (const js of [true, false]) {
  for (const answer of ['later', 'Refuser', 'Accepter']) {
    test(`${js ? 'with' : 'without'} JavaScript, answer: ${answer}`, { timeout: 120_000 }, async () => {
      const who = await visitor({ js, name: `cookies-${js ? 'js' : 'nojs'}-${answer}` });
      const { page, foreign, banner } = who;
      await page.goto(`${server.origin}/contact`);
      await banner.waitFor();
      assert.deepEqual(foreign, [], 'before an answer');
      if (answer !== 'later') {
        await send(page, banner.getByRole('button', { name: answer, exact: true }));
        assert.equal(new URL(page.url()).pathname, '/contact', 'the answer leads back');
        assert.ok((await who.cookies()).includes('rgpd'));
      }
      for (const path of [...measured, ...never]) {
        foreign.length = 0;
        const counted = js && answer === 'Accepter' && measured.includes(path) && !written.includes(path);
        const told = counted ? page.waitForRequest('https://region1.google-analytics.com/**') : null;
        await page.goto(`${server.origin}${path}?jeton=secret`);
        await told;
        assert.equal(await banner.count(), answer === 'later' && measured.includes(path) && path !== '/cookies' ? 1 : 0, `the banner on ${path}`);
        if (counted) {
          assert.deepEqual(foreign.map((url) => new URL(url).hostname), ['www.googletagmanager.com', 'region1.google-analytics.com'], path);
          assert.ok(!foreign.join().includes('secret'), 'parameters of an address are nobody else\'s');
        } else {
          assert.deepEqual(foreign, [], path);
        }
      }
      const names = await who.cookies();
      assert.equal(names.some((name) => name.startsWith('_ga')), js && answer === 'Accepter');
      await who.close();
    });
  }
}

test('an agreement is taken back, and what it had allowed is gone', { timeout: 60_000 }, async () => {
  const who = await visitor({ name: 'cookies-back' });
  const { page, foreign } = who;
  await page.goto(server.origin);
  const told = page.waitForRequest('https://region1.google-analytics.com/**');
  await send(page, who.banner.getByRole('button', { name: 'Accepter' }));
  await told;
  assert.ok((await who.cookies()).includes('_ga_TEST12345'));
  await page.getByRole('link', { name: 'Gérer mes cookies' }).click();
  await page.waitForURL('**/cookies');
  await says(page, 'Mesure acceptée');
  await who.look('accepted');
  foreign.length = 0;
  await send(page, page.getByRole('button', { name: /^Refuser la mesure/ }));
  await says(page, 'Mesure refusée');
  assert.deepEqual((await who.cookies()).filter((name) => name.startsWith('_ga')), []);
  await page.goto(server.origin);
  assert.deepEqual(foreign, []);
  await who.close();
});

test('the three answers are equally easy, and the page shows them with and without a choice', { timeout: 60_000 }, async () => {
  const who = await visitor({ name: 'cookies' });
  const { page, banner } = who;
  await page.goto(server.origin);
  await who.look('banner');
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    const boxes = await banner.locator('.btn').evaluateAll((all) => all.map((el) => {
      const { width, height, top } = el.getBoundingClientRect();
      const { backgroundColor, color, fontWeight, borderColor } = getComputedStyle(el);
      return { width: Math.round(width), height: Math.round(height), top: Math.round(top), backgroundColor, color, fontWeight, borderColor };
    }));
    assert.equal(boxes.length, 3);
    assert.deepEqual(boxes[1], boxes[0]);
    assert.deepEqual(boxes[2], boxes[0]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await banner.getByRole('link', { name: 'Choisir' }).click();
  await page.waitForURL('**/cookies#choix');
  await says(page, "Vous n'avez pas encore répondu");
  await who.look('page');
  await who.close();
  const signal = await visitor({ name: 'cookies-signal' });
  await signal.context.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
  await signal.page.goto(server.origin);
  assert.equal(await signal.banner.count(), 0);
  await signal.page.goto(`${server.origin}/cookies`);
  await says(signal.page, "Nous l'écoutons");
  await signal.look('page');
  await signal.close();
});

for (const js of [true, false]) {
  test(`a message and a request for a partner arrive ${js ? 'with' : 'without'} JavaScript`, { timeout: 60_000 }, async () => {
    const who = await visitor({ js, name: js ? 'contact' : 'contact-nojs' });
    const { page } = who;
    await page.goto(`${server.origin}/contact`);
    if (js) await send(page, who.banner.getByRole('button', { name: 'Refuser' }));
    await who.look('empty');
    await page.getByLabel('Nom', { exact: true }).fill('Ada Bres');
    await page.locator('#email').fill('ada@atelier.example');
    await page.getByLabel('Sujet').fill(`Un devis ${js}`);
    await page.getByLabel('Message').fill('Bonjour,\nje voudrais en savoir plus.');
    await send(page, page.getByRole('button', { name: 'Envoyer le message' }));
    await says(page, 'Votre message est arrivé');
    await who.look('sent');
    await page.goto(`${server.origin}/partenaires`);
    await who.look('partners');
    await page.getByLabel('Pays').selectOption('FR');
    await send(page, page.getByRole('button', { name: 'Voir le partenaire' }));
    await page.getByLabel('Région').selectOption('Bretagne');
    await send(page, page.getByRole('button', { name: 'Voir le partenaire' }));
    await says(page, 'Nord Conseil');
    await page.getByLabel('Nom', { exact: true }).fill('Ada Bres');
    await page.locator('#email').fill('ada@atelier.example');
    await page.locator('#agree').check();
    await who.look('partner');
    await send(page, page.getByRole('button', { name: 'Transmettre ma demande' }));
    await says(page, 'Votre demande est partie');
    await who.look('partner-sent');
    await who.close();
    const reader = await person(browser, { name: 'mails' });
    await reader.page.goto(relay.page);
    await says(reader.page, `[Hootis] Un devis ${js}`);
    await says(reader.page, 'bonjour@nord-conseil.example');
    await reader.close();
  });
}

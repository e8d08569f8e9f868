// The same way with JavaScript switched off: every core path is plain links and forms.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { dump } from './lib/dolibarr.mjs';
import { serve } from './lib/server.mjs';
import { addCustomer, fillSignUp, importDump, mail, says, send } from './lib/steps.mjs';

const EMAIL = 'nadia@scierie.example';
let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('without JavaScript a newcomer signs up, enters, adds a customer, brings a Dolibarr in and finds both', { timeout: 120_000 }, async () => {
  const owner = await person(browser, { js: false, name: 'noscript' });
  const { page } = owner;
  await page.goto(server.origin);
  await owner.look('home');
  await page.getByRole('link', { name: 'Créer mon espace' }).click();
  await page.waitForURL('**/inscription');
  assert.equal(await page.locator('[data-h-script]:visible').count(), 0, 'what needs a script is not shown');
  await fillSignUp(page, { company: 'Scierie du Pic & Fils', name: 'Nadia Bres', email: EMAIL });
  await owner.look('sign-up');
  await send(page, page.getByRole('button', { name: 'Recevoir mon code' }));
  await says(page, 'scierie-du-pic-et-fils');
  await owner.look('wait');
  const letter = await mail(owner, server, EMAIL, 'Confirmez votre adresse');
  await page.goto(letter.link);
  await send(page, page.getByRole('button', { name: 'Confirmer et ouvrir mon espace' }));
  await says(page, 'Votre espace est prêt');
  await owner.look('ready');
  await page.getByRole('link', { name: 'Entrer dans mon espace' }).click();
  await page.waitForURL(`${server.space('scierie-du-pic-et-fils')}/admin`);
  await owner.look('dashboard');

  await page.goto(`${server.space('scierie-du-pic-et-fils')}/admin/clients/nouveau`);
  await addCustomer(page, { name: 'Épicerie Ça Va', town: 'Céret' });
  await says(page, 'Épicerie Ça Va');
  await owner.look('customer');
  await page.goto(`${server.space('scierie-du-pic-et-fils')}/admin/clients`);
  await page.locator('#q').fill('epicerie ca');
  await send(page, page.locator('#filtres button'));
  assert.equal(await page.locator('#liste').getByRole('link', { name: 'Épicerie Ça Va' }).count(), 1);
  await owner.look('customers');

  await importDump(page, server.space('scierie-du-pic-et-fils'), dump(), owner.look);
  await page.goto(`${server.space('scierie-du-pic-et-fils')}/admin/clients?q=etincelle`);
  await page.locator('#liste').getByRole('link', { name: 'Fonderie Étincelle' }).click();
  await says(page, 'Grands comptes');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('navigation', { name: 'Navigation rapide' }).getByRole('link', { name: 'Plus' }).click();
  await page.locator('#menu').getByRole('button', { name: 'Se déconnecter' }).click();
  await page.waitForURL(/\/admin\/connexion/);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.origin}/console`);
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await page.getByRole('link', { name: 'Entrer' }).click();
  await page.waitForURL(`${server.space('scierie-du-pic-et-fils')}/admin`);
  await owner.close();
});

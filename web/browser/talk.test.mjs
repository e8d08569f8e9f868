// A member writes to a contact, in two tabs, on a telephone and without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { openSpace, says, send } from './lib/steps.mjs';

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

/** Adds a contact, and opens the form that writes to them. */
const writeToNew = async (page, space, first, last) => {
  await page.goto(`${space}/admin/contacts/nouveau`);
  await page.locator('#first_name').fill(first);
  await page.locator('#last_name').fill(last);
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  await send(page, page.getByRole('link', { name: 'Écrire', exact: true }));
};

test('a conversation grows in every tab at once, over one stream, and waits in a draft', { timeout: 120_000 }, async () => {
  const owner = await person(browser, { name: 'talk' });
  const { page, context } = owner;
  const space = await openSpace(owner, server, { company: 'Atelier Parole', name: 'Maëlle Lunel', email: 'maelle@parole.example' });
  const streams = new Set();
  context.on('request', (request) => { if (request.url().includes('/admin/messages/flux')) streams.add(request); });
  await page.goto(`${space}/admin/messages`);
  await says(page, "Personne n'attend de réponse");
  await owner.look('empty');
  await writeToNew(page, space, 'Sylvie', 'Peyrot');
  await owner.look('new');
  await page.locator('#body').fill('Bonjour Sylvie, le comptoir est en place.');
  await send(page, page.getByRole('button', { name: 'Envoyer' }));
  await says(page, 'le comptoir est en place.');

  const other = await context.newPage();
  await other.goto(page.url());
  streams.clear();
  await page.locator('#body').fill('Voici aussi le plan : https://plan.example/fournil');
  await page.locator('#body').press('Control+Enter');
  await page.locator('#fil').getByText('Voici aussi le plan').waitFor();
  await other.locator('#fil').getByText('Voici aussi le plan').waitFor();
  assert.equal(await page.locator('#body').inputValue(), '', 'the form is ready for the next message');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'body', 'and the cursor is in it');
  assert.ok(streams.size <= 1, `${streams.size} streams for two tabs`);

  await page.locator('[name=aside]').check();
  await page.locator('#body').fill('@Maëlle prévoir la cire');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.locator('#fil').getByText('invisible du client').waitFor();
  await other.locator('#fil').getByText('invisible du client').waitFor();
  // The tab that listened for both goes; the other listens from then on.
  await page.close();
  await other.locator('#body').fill('Encore un mot');
  await other.getByRole('button', { name: 'Envoyer' }).click();
  await other.locator('#fil').getByText('Encore un mot').waitFor();

  const kept = other.waitForResponse((answer) => answer.url().endsWith('/brouillon'));
  await other.locator('#body').pressSequentially('À moitié dit');
  await kept;
  await other.reload();
  assert.equal(await other.locator('#body').inputValue(), 'À moitié dit');
  await says(other, 'Brouillon gardé');
  // The newest message and the form are seen without scrolling, on any screen.
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await other.setViewportSize(viewport);
    for (const what of [other.locator('#fil').getByText('Encore un mot'), other.getByRole('button', { name: 'Envoyer' })]) {
      const box = await what.boundingBox();
      assert.ok(box && box.y > 0 && box.y + box.height <= viewport.height, `${viewport.width} px: ${JSON.stringify(box)}`);
    }
  }
  const looking = { ...owner, page: other };
  await looking.page.setViewportSize({ width: 390, height: 844 });
  await looking.page.getByRole('link', { name: 'Toutes les conversations' }).click();
  await says(looking.page, 'Sylvie Peyrot');
  assert.deepEqual(owner.faults, [], 'the browser complained');
  await context.close();
});

test('without JavaScript the same is written, kept as a draft, changed and closed', { timeout: 120_000 }, async () => {
  const owner = await person(browser, { js: false, name: 'talk-noscript' });
  const { page } = owner;
  const space = await openSpace(owner, server, { company: 'Atelier Muet', name: 'Nadia Bres', email: 'nadia@muet.example' });
  await writeToNew(page, space, 'Yannick', 'Moreau');
  await page.locator('#body').fill('Bonjour Yannick');
  await send(page, page.getByRole('button', { name: 'Envoyer' }));
  await says(page, 'Bonjour Yannick');
  await owner.look('conversation');
  await page.locator('#body').fill('À moitié');
  await send(page, page.getByRole('button', { name: 'Garder le brouillon' }));
  assert.equal(await page.locator('#body').inputValue(), 'À moitié');
  await page.locator('#body').fill('');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Envoyer' }));
  await says(page, 'Écrivez quelque chose');
  await page.locator('#body').fill('Jeudi, 8 h.');
  await send(page, page.getByRole('button', { name: 'Envoyer' }));
  await says(page, 'Jeudi, 8 h.');
  await send(page, page.locator('#fil').getByRole('link', { name: /Modifier ou supprimer/ }).last());
  await page.locator('#body').fill('Vendredi, 8 h.');
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  await says(page, 'Vendredi, 8 h.');
  await says(page, 'Modifié à');
  await send(page, page.getByRole('button', { name: 'Terminé', exact: true }));
  await says(page, 'Conversation terminée');
  await owner.close();
});

// A member writes to a contact, in two tabs, on a telephone and without JavaScript.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { film, plays } from './lib/files.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, addCustomer, mail, named, openSpace, says, send } from './lib/steps.mjs';

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

test('a member and a contact converse with a photo and a film, on a telephone too', { timeout: 180_000 }, async () => {
  const owner = await person(browser, { name: 'talk-files' });
  const { page } = owner;
  const space = await openSpace(owner, server, { company: 'Atelier Image', name: 'Maëlle Lunel', email: 'maelle@image.example' });
  await page.goto(`${space}/admin/clients/nouveau`);
  await addCustomer(page, { name: 'Fournil Peyrot', town: 'Albi' });
  await page.goto(`${space}/admin/contacts/nouveau?client=${new URL(page.url()).pathname.split('/').pop()}`);
  await page.locator('#first_name').fill('Sylvie');
  await page.locator('#last_name').fill('Peyrot');
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  const card = new URL(page.url()).pathname;
  await page.goto(`${space}${card}/acces`);
  await page.locator('#invitation #email').fill('sylvie@peyrot.example');
  await send(page, page.getByRole('button', { name: named("Envoyer l'invitation") }));
  const sylvie = await person(browser, { name: 'talk-files-contact' });
  await sylvie.page.goto((await mail(sylvie, server, 'sylvie@peyrot.example', 'vous ouvre sa Station Clients')).link);
  await sylvie.page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
  await send(sylvie.page, sylvie.page.locator('main form button.btn-primary').first());

  // Choosing a password signs nobody in.
  await sylvie.page.goto(`${space}/connexion`);
  await sylvie.page.getByLabel('E-mail').fill('sylvie@peyrot.example');
  await sylvie.page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(sylvie.page, sylvie.page.getByRole('button', { name: 'Se connecter', exact: true }));

  // The contact writes from a telephone, with a photo just taken.
  await sylvie.page.setViewportSize({ width: 390, height: 844 });
  await sylvie.page.goto(`${space}/messages/nouveau`);
  const photo = await readFile(new URL('../img/planches.jpg', import.meta.url));
  await sylvie.page.locator('#appareil').setInputFiles([{ name: 'comptoir.jpg', mimeType: 'image/jpeg', buffer: photo }]);
  await sylvie.page.locator('.h-attached progress.is-ok').waitFor();
  await sylvie.page.locator('#body').fill('Voici le comptoir.');
  await send(sylvie.page, sylvie.page.getByRole('button', { name: 'Envoyer' }));
  const shown = (at) => at.waitForFunction(() => { const img = document.querySelector('.h-with img'); return img && img.complete && img.naturalWidth > 0; });
  await shown(sylvie.page);

  await page.goto(`${space}/admin${new URL(sylvie.page.url()).pathname}`);
  await shown(page);
  // The member answers with a film and a document, and presses the button while they are on their way.
  const moving = await film(page);
  await page.locator('#fichiers').setInputFiles([{ name: 'tiroir.webm', mimeType: 'video/webm', buffer: moving }, { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 plan') }]);
  await page.locator('#body').fill('Et le tiroir-caisse.');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  for (const at of [page, sylvie.page]) {
    await at.locator('.h-with video').waitFor({ timeout: 30_000 });
    await at.locator('.h-with-file').getByText('plan.pdf').waitFor();
    const seen = await plays(at, 1);
    assert.ok(Math.abs(seen.at - 1) < 0.5 && seen.width === 160 && seen.error === null, JSON.stringify(seen));
  }
  assert.equal(await page.locator('.h-attached li').count(), 0, 'the form is ready for the next message');
  // Pasted, refused in words, and taken away again.
  owner.expect4xx();
  await page.locator('#fichiers').setInputFiles([{ name: 'faux.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') }]);
  await page.locator('.h-attached .text-danger').filter({ hasText: /\S/ }).waitFor();
  await owner.look('refused');
  await page.getByRole('button', { name: 'Retirer faux.jpg' }).click();
  await owner.look('conversation');
  await sylvie.look('conversation');

  // What the member shows is found under its own entry; the film has parts there, too.
  await page.goto(`${space}/admin/medias`);
  await page.locator('.h-thumbs a').filter({ hasText: 'tiroir.webm' }).click();
  await says(page, 'la conversation');
  await page.locator('#avec').selectOption({ label: 'Sylvie Peyrot seulement' });
  await send(page, page.getByRole('button', { name: 'Appliquer' }));
  await says(page, 'Visible dans Station Clients');
  await owner.look('shared');
  await page.goto(`${space}/admin/medias`);
  await owner.look('gallery');
  await sylvie.page.goto(`${space}/medias`);
  await sylvie.look('medias');
  await send(sylvie.page, sylvie.page.getByRole('link', { name: /tiroir/ }));
  const seen = await plays(sylvie.page, 1);
  assert.ok(Math.abs(seen.at - 1) < 0.5 && seen.error === null, JSON.stringify(seen));
  await sylvie.look('film');
  await sylvie.page.goto(`${space}/documents`);
  await sylvie.look('documents');

  await sylvie.page.goto(`${space}/mes-donnees/correction`);
  await sylvie.page.locator('#town').fill('Montauban');
  await send(sylvie.page, sylvie.page.locator('main form .btn-primary'));
  await says(sylvie.page, 'Réponse due au plus tard');
  await page.goto(`${space}/admin/demandes`);
  await says(page, 'Montauban');
  await owner.look('requests');
  await sylvie.close();
  await owner.close();
});

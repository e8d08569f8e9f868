// A newcomer, from the home page to the first customers, on the real binary and an empty folder.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { dump } from './lib/dolibarr.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, addCustomer, fillSignUp, importDump, mail, says, send } from './lib/steps.mjs';

const EMAIL = 'maelle@atelier.example';
let server;
let browser;
let owner;
/** Set once a chapter has failed: the later ones stand on it and would only repeat its fault. */
let broken = false;

before(async () => {
  server = await serve();
  browser = await launch();
  owner = await person(browser, { name: 'owner' });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const chapter = (name, story) => test(name, { timeout: 120_000 }, async (t) => {
  if (broken) { t.skip('an earlier chapter failed'); return; }
  try {
    await story(owner.page);
    assert.deepEqual(owner.faults, [], 'the browser complained');
  } catch (error) {
    broken = true;
    await owner.page.screenshot({ path: `${owner.shots}/failed.png` }).catch(() => {});
    throw error;
  }
});

chapter('a visitor reads what Hootis is, in both languages', async (page) => {
  await page.goto(server.origin);
  await says(page, 'Vos clients, bien gardés.');
  await owner.look('home');
  assert.deepEqual(await owner.context.cookies(), [], 'reading sets no cookie');
  await page.getByRole('contentinfo').getByRole('link', { name: 'English' }).click();
  await says(page, 'Your customers, well kept.');
  await owner.look('home-en');
  await page.goto(server.origin);
  await page.getByRole('link', { name: 'Créer mon espace' }).click();
  await page.waitForURL('**/inscription');
});

chapter('the address is proposed while the company is typed, and left alone once it was typed', async (page) => {
  await owner.look('sign-up');
  const address = page.locator('#slug');
  await page.getByLabel('Nom de votre entreprise').pressSequentially("SARL L'Atelier d'Été");
  await page.waitForFunction(() => document.querySelector('#slug').value === 'l-atelier-d-ete');
  await says(page, 'Libre.');
  await address.fill('admin');
  await says(page, 'Cette adresse est réservée');
  await address.fill('atelier-ete');
  await page.locator('#slug-own').waitFor({ state: 'attached' });
  const kept = page.waitForResponse((answer) => answer.url().includes('champ=company') && answer.status() === 204);
  await page.getByLabel('Nom de votre entreprise').fill("L'Atelier d'Été");
  await kept;
  assert.equal(await address.inputValue(), 'atelier-ete');
});

chapter('a weak password is told while it is typed, and refused in words', async (page) => {
  await page.getByLabel('Mot de passe', { exact: true }).fill('azertyuiop12');
  await says(page, 'Facile à deviner');
  await page.getByRole('button', { name: 'Afficher le mot de passe' }).click();
  assert.equal(await page.locator('#password').getAttribute('type'), 'text');
  await owner.look('sign-up-weak');
  await page.getByLabel('Votre nom', { exact: true }).fill('Maëlle Lunel');
  await page.getByLabel('Votre e-mail').fill(EMAIL);
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Recevoir mon code' }));
  await says(page, 'Trop facile à deviner');
  assert.equal(await page.locator('#slug').inputValue(), 'atelier-ete', 'what was typed comes back');
  assert.equal(await page.locator('#password').inputValue(), '', 'except the password');
  await owner.look('sign-up-refused');
  await fillSignUp(page, { company: "L'Atelier d'Été", name: 'Maëlle Lunel', email: EMAIL });
  await says(page, 'Excellent');
  await send(page, page.getByRole('button', { name: 'Recevoir mon code' }));
  await page.waitForURL('**/inscription/confirmation');
  await owner.look('wait');
});

chapter('the mailed link changes nothing by being opened; the six digits open the space', async (page) => {
  const letter = await mail(owner, server, EMAIL, 'Confirmez votre adresse');
  await page.goto(`${server.origin}/dev/outbox`);
  await owner.look('outbox');
  await page.goto(letter.link);
  await says(page, "Plus qu'un clic");
  await owner.look('link');
  owner.expect4xx();
  const elsewhere = await owner.context.newPage();
  assert.equal((await elsewhere.goto(server.space('atelier-ete'))).status(), 404, 'nothing is open yet');
  await elsewhere.close();
  await page.goto(`${server.origin}/inscription/confirmation`);
  await page.getByLabel('Code à six chiffres').fill(letter.code === '000000' ? '000001' : '000000');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Ouvrir mon espace' }));
  await says(page, "Ce code n'est pas le bon");
  await owner.look('wait-wrong');
  await page.getByLabel('Code à six chiffres').fill(letter.code);
  await send(page, page.getByRole('button', { name: 'Ouvrir mon espace' }));
  await says(page, 'Votre espace est prêt');
  await owner.look('ready');
});

chapter('the owner walks into the back office without a second password', async (page) => {
  await page.getByRole('link', { name: 'Entrer dans mon espace' }).click();
  await page.waitForURL(`${server.space('atelier-ete')}/admin`);
  await says(page, "L'Atelier d'Été");
  await owner.look('dashboard-empty');
});

chapter('a first customer: refused with a reason, then created, noted and changed', async (page) => {
  await page.goto(`${server.space('atelier-ete')}/admin/clients`);
  await says(page, 'Votre carnet est encore vide');
  await owner.look('customers-empty');
  await page.getByRole('main').getByRole('link', { name: 'Ajouter un client' }).first().click();
  await page.waitForURL('**/admin/clients/nouveau');
  await owner.look('customer-new');
  owner.expect4xx();
  await addCustomer(page, { name: 'Boulangerie Péyrot', town: 'Montauban', siren: '123 456 789' });
  await says(page, "Ce SIREN n'existe pas");
  await owner.look('customer-refused');
  await page.locator('#siren').fill('123 456 782');
  await send(page, page.getByRole('button', { name: 'Créer la fiche' }));
  await page.waitForURL(/\/admin\/clients\/[0-9a-f-]{36}/);
  await page.locator('#note').fill('Livrer avant 7 heures.');
  await send(page, page.getByRole('button', { name: 'Ajouter une note' }));
  await says(page, 'Livrer avant 7 heures.');
  await page.getByRole('main').getByRole('link', { name: 'Modifier', exact: true }).first().click();
  await page.waitForURL('**/modifier');
  await page.locator('#phone').fill('05 36 49 00 12');
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  await says(page, '05 36 49 00 12');
  await owner.look('customer');
});

chapter('a customer is found by letters without accents, while they are typed', async (page) => {
  await page.goto(`${server.space('atelier-ete')}/admin/clients/nouveau`);
  await addCustomer(page, { name: 'Menuiserie Roc', town: 'Albi' });
  await page.goto(`${server.space('atelier-ete')}/admin/clients`);
  const list = page.locator('#liste');
  await list.getByRole('link', { name: 'Menuiserie Roc' }).waitFor();
  await page.locator('#q').pressSequentially('peyro');
  await list.getByRole('link', { name: 'Menuiserie Roc' }).waitFor({ state: 'detached' });
  assert.equal(await list.getByRole('link', { name: 'Boulangerie Péyrot' }).count(), 1);
  await page.waitForURL(/[?&]q=peyro/);
  await owner.look('customers-search');
  await page.locator('#q').fill('rien de tel');
  await says(page, 'Aucune fiche ne correspond');
  await page.keyboard.press('Escape');
  await page.goto(`${server.space('atelier-ete')}/admin/clients`);
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.keyboard.type('MONTAUBAN');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/admin\/recherche\?q=MONTAUBAN/);
  await page.getByRole('main').getByRole('link', { name: /Boulangerie Péyrot/ }).waitFor();
  await owner.look('search');
});

chapter('without a network the space says so, and is there again after', async (page) => {
  const at = page.url();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  // A page is answered for from the next one on.
  await page.reload();
  const complaints = owner.faults.length;
  await owner.context.setOffline(true);
  await page.goto(at.replace(/#.*/, ''));
  await says(page, 'Pas de connexion');
  await owner.context.setOffline(false);
  await owner.look('offline');
  await page.getByRole('link', { name: 'Réessayer' }).click();
  await says(page, 'Boulangerie Péyrot');
  // What the page was doing when the line went is complained of, and rightly.
  owner.faults.splice(complaints);
});

chapter('a Dolibarr comes in from a dump, its customers are found and keep their origin, and the import is undone', async (page) => {
  const space = server.space('atelier-ete');
  await importDump(page, space, dump(), owner.look);
  await page.getByRole('main').getByRole('link', { name: 'Voir les clients' }).click();
  await page.locator('#q').pressSequentially('etincelle');
  await page.locator('#liste').getByRole('link', { name: 'Boulangerie Péyrot' }).waitFor({ state: 'detached' });
  await page.locator('#liste').getByRole('link', { name: 'Fonderie Étincelle' }).click();
  await page.waitForURL(/\/admin\/clients\/[0-9a-f-]{36}/);
  await says(page, 'Grands comptes');
  await says(page, 'Théo Garric');
  await owner.look('customer-dolibarr');
  await page.goto(`${space}/admin/equipe`);
  await says(page, 'Nadia Bres');
  await page.goto(`${space}/admin/dolibarr`);
  await owner.look('dolibarr');
  await page.getByRole('main').getByRole('row').filter({ hasText: 'Import' }).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Annuler cet import' }).click();
  await owner.look('dolibarr-undo');
  await page.getByRole('button', { name: "Oui, annuler l'import" }).or(page.getByRole('button', { name: 'Oui, annuler l’import' })).click();
  await says(page, 'Cet import a été annulé');
  await page.goto(`${space}/admin/clients?q=etincelle`);
  await says(page, 'Aucune fiche ne correspond');
  // A file that is too large is told before it is sent.
  await page.goto(`${space}/admin/dolibarr/connexion`);
  const file = page.locator('#dump');
  const choose = (text) => file.setInputFiles({ name: 'dolibarr.sql', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await file.evaluate((at) => { at.dataset.hMost = '3'; });
  await choose('1234');
  await says(page, 'Ce fichier dépasse');
  await choose('12');
  await page.getByText('Ce fichier dépasse').waitFor({ state: 'detached' });
});

chapter('contacts, team, journal and settings are there on every screen', async (page) => {
  const at = (path) => page.goto(`${server.space('atelier-ete')}${path}`);
  await at('/admin/contacts/nouveau');
  await page.locator('#first_name').fill('Claire');
  await page.locator('#last_name').fill('Péyrot');
  await owner.look('contact-new');
  await send(page, page.locator('main form').first().locator('button.btn-primary'));
  await says(page, 'Claire Péyrot');
  await owner.look('contact');
  for (const [path, title] of [['/admin', 'dashboard'], ['/admin/contacts', 'contacts'], ['/admin/journal', 'journal'], ['/admin/reglages', 'settings'], ['/admin/equipe', 'team']]) {
    await at(path);
    await owner.look(title);
  }
});

chapter('the owner does without an application, and takes it again', async (page) => {
  await page.goto(`${new URL(page.url()).origin}/admin/reglages`);
  await page.getByRole('link', { name: /Applications/ }).click();
  await page.waitForURL('**/applications');
  await owner.look('applications');
  for (const [on, links] of [[false, 0], [true, 1]]) {
    await page.getByRole('switch', { name: /Messages/ }).setChecked(on);
    await send(page, page.getByRole('button', { name: 'Enregistrer' }));
    await says(page, 'Vos applications sont enregistrées');
    assert.equal(await page.locator('a[href="/admin/messages"]:visible').count() > 0, links === 1);
  }
});

chapter('an invited member chooses a password and enters with the rights of the role', async (page) => {
  await page.goto(`${server.space('atelier-ete')}/admin/equipe/invitation`);
  await page.locator('#name').fill('Inès Cazal');
  await page.locator('#email').fill('ines@atelier.example');
  await page.locator('#role').selectOption('reader');
  await owner.look('invitation');
  await send(page, page.getByRole('button', { name: "Envoyer l'invitation" }).or(page.getByRole('button', { name: 'Envoyer l’invitation' })));
  await says(page, 'Inès Cazal');
  const letter = await mail(owner, server, 'ines@atelier.example', '');
  const reader = await person(browser, { name: 'member' });
  await reader.page.goto(letter.link);
  await says(reader.page, 'Bienvenue chez');
  await reader.look('welcome');
  await reader.page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
  await send(reader.page, reader.page.locator('main form button.btn-primary'));
  if (!/\/admin$/.test(reader.page.url())) {
    await reader.page.goto(`${server.space('atelier-ete')}/admin/connexion`);
    await reader.look('sign-in-office');
    await reader.page.getByLabel('E-mail').fill('ines@atelier.example');
    await reader.page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await send(reader.page, reader.page.getByRole('button', { name: 'Se connecter', exact: true }));
  }
  await reader.page.goto(`${server.space('atelier-ete')}/admin/clients`);
  await reader.page.getByRole('link', { name: 'Boulangerie Péyrot' }).waitFor();
  assert.equal(await reader.page.getByRole('link', { name: 'Ajouter un client' }).count(), 0, 'a reader adds nothing');
  reader.expect4xx();
  assert.equal((await reader.page.goto(`${server.space('atelier-ete')}/admin/clients/nouveau`)).status(), 403);
  await reader.look('forbidden');
  await reader.close();
});

chapter('the menu of a small screen opens as a drawer, and the theme is chosen by hand', async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.space('atelier-ete')}/admin`);
  await page.getByRole('navigation', { name: 'Navigation rapide' }).getByRole('link', { name: 'Plus' }).click();
  await page.locator('#menu').getByRole('link', { name: 'Équipe' }).click();
  await page.waitForURL('**/admin/equipe');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('summary.h-me').click();
  await send(page, page.getByRole('button', { name: 'Sombre' }));
  assert.equal(await page.locator('html').getAttribute('data-bs-theme'), 'dark');
  assert.match(page.url(), /\/admin\/equipe$/, 'the menu comes back to its page');
});

chapter('the console shows the trial, opens the space and makes another', async (page) => {
  await page.goto(`${server.origin}/console`);
  await says(page, 'Jour 1');
  await owner.look('console');
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await page.waitForURL(`${server.space('atelier-ete')}/admin`);
  await page.goto(`${server.origin}/console`);
  await page.getByRole('link', { name: 'Un espace de plus' }).click();
  await owner.look('console-new-space');
  await page.getByLabel('Nom de votre entreprise').pressSequentially('Scierie du Pic');
  await page.waitForFunction(() => document.querySelector('#slug').value === 'scierie-du-pic');
  await send(page, page.getByRole('button', { name: 'Créer cet espace' }));
  await says(page, "L'espace de Scierie du Pic est ouvert");
  await owner.look('console-two');
});

chapter('the console has a page for everything that is the holder\'s own', async (page) => {
  for (const [path, name, words] of [
    ['/console/profil', 'profile', 'Changer d'], ['/console/sessions', 'sessions', 'Celle-ci'], ['/console/cles', 'console-keys', 'Aucune clé'],
    ['/console/support', 'support', 'Accorder un accès'], ['/console/journal', 'account-journal', 'Espace ouvert'],
    ['/console/resiliation', 'ending', 'Résilier'],
  ]) {
    await page.goto(`${server.origin}${path}`);
    await says(page, words);
    await owner.look(name);
  }
});

chapter('a program speaks for a space with a key that is shown once', async (page) => {
  const space = server.space('atelier-ete');
  await page.goto(`${space}/admin/reglages/cles`);
  await page.getByLabel('Nom du programme').fill('Caisse');
  await page.getByLabel('Clients : lire').check();
  await owner.look('keys');
  await send(page, page.getByRole('button', { name: 'Créer la clé' }));
  const key = await page.locator('#cle').innerText();
  await owner.look('key-made');
  const ask = () => page.evaluate(async (shown) => {
    const answer = await fetch('/api/v1/me', { headers: { Authorization: `Bearer ${shown}` }, credentials: 'omit' });
    return { status: answer.status, body: await answer.json() };
  }, key);
  assert.equal((await ask()).body.space.slug, 'atelier-ete');
  await page.goto(`${space}/admin/reglages/cles`);
  await send(page, page.getByRole('button', { name: 'Révoquer' }));
  owner.expect4xx();
  assert.equal((await ask()).status, 401);
});

chapter('signing out closes the back office and the console, signing in opens the console again', async (page) => {
  await page.goto(`${server.space('atelier-ete')}/admin`);
  await page.locator('summary.h-me').click();
  await page.locator('.h-menu-in').getByRole('button', { name: 'Se déconnecter' }).click();
  await page.waitForURL(/\/admin\/connexion/);
  await page.goto(`${server.space('atelier-ete')}/admin/clients`);
  await page.waitForURL(/\/admin\/connexion\?suite=/);
  await page.goto(`${server.origin}/console`);
  await page.locator('summary.h-me').click();
  await send(page, page.locator('.h-menu-in').getByRole('button', { name: 'Se déconnecter' }));
  await page.goto(`${server.origin}/console`);
  await page.waitForURL(/\/connexion\?suite=/);
  await owner.look('sign-in');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon du tout');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
  await says(page, "n'est pas le bon");
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
  await page.waitForURL('**/console');
});

chapter('a forgotten password is replaced by a mailed link', async () => {
  const other = await person(browser, { name: 'forgetful' });
  const { page } = other;
  await page.goto(`${server.origin}/mot-de-passe`);
  await other.look('forgotten');
  await page.getByLabel('E-mail').fill(EMAIL);
  await send(page, page.getByRole('button', { name: 'Recevoir un lien' }));
  await says(page, 'un lien y arrive');
  await other.look('forgotten-sent');
  const letter = await mail(other, server, EMAIL, 'nouveau mot de passe');
  await page.goto(letter.link);
  await other.look('password-choose');
  await page.getByLabel('Nouveau mot de passe').fill('nouvelle lune orange 77');
  await says(page, 'Excellent');
  await send(page, page.getByRole('button', { name: 'Enregistrer ce mot de passe' }));
  await says(page, 'Toutes les sessions sont fermées');
  await other.look('password-done');
  await page.goto(letter.link);
  await says(page, "Ce lien n'est plus valable");
  await other.look('password-lost');
  await other.close();
});

chapter('what does not exist is told in words, with a way out', async (page) => {
  owner.expect4xx();
  assert.equal((await page.goto(`${server.origin}/nulle-part`)).status(), 404);
  await says(page, "Cette page n'existe pas");
  await owner.look('not-found');
  owner.expect4xx();
  assert.equal((await page.goto(`${server.space('personne')}/admin`)).status(), 404);
  await says(page, 'Aucun espace à cette adresse');
  await owner.look('no-space');
  await page.getByRole('link', { name: 'Aller sur le site de Hootis' }).click();
  await page.waitForURL(`${server.origin}/`);
});

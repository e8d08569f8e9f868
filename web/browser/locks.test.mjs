// Losing what opens an account, and getting back in: three days, two mailboxes, another browser. Then the doors of a space: a
// member whose company demands a second factor, and a contact who comes with a passkey alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, authenticator, codeOf, mail, named, openSpace, says, send, signIn } from './lib/steps.mjs';

const EMAIL = 'lise@serrurerie.example';
const NEW_EMAIL = 'lise.lunel@serrurerie.example';
const MEMBER = 'omar@serrurerie.example';
const CONTACT = 'sylvie@fournil.example';
let server;
let browser;
let owner;
let space;

before(async () => {
  server = await serve({ at: Date.parse('2026-11-27T09:00:00Z') });
  browser = await launch();
  owner = await person(browser, { name: 'locks-owner' });
  space = await openSpace(owner, server, { company: 'Serrurerie Lunel', name: 'Lise Lunel', email: EMAIL });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Comes to a door with a passkey that the browser holds. */
const comeWithKey = async (page, door) => {
  await page.goto(door);
  await send(page, page.getByRole('button', { name: named("Se connecter avec une clé d'accès") }));
};

/** Signs in at the members' door. */
const signMemberIn = async (page) => {
  await page.goto(`${space}/admin/connexion`);
  await page.getByLabel('E-mail').fill(MEMBER);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
};

test('who lost everything waits seventy-two hours, and then the password is enough', { timeout: 60_000 }, async () => {
  const { page, context } = owner;
  await page.goto(`${server.origin}/console/securite/application`);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Continuer' }));
  const key = await page.locator('#cle').innerText();
  await page.getByLabel('Code à 6 chiffres').fill(codeOf(key, server.now()));
  await send(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await says(page, 'Je les ai mis en lieu sûr');
  await context.clearCookies();

  await signIn(page, server, EMAIL);
  await page.waitForURL('**/connexion/code**');
  await page.goto(`${server.origin}/connexion/recuperation`);
  await send(page, page.getByRole('button', { name: 'Retirer ma double authentification' }));
  await says(page, 'Demande enregistrée');
  await mail(owner, server, EMAIL, 'va être retirée');
  await server.pass(2.9);
  await signIn(page, server, EMAIL);
  await page.waitForURL('**/connexion/code**');
  await server.pass(0.2);
  await signIn(page, server, EMAIL);
  await page.waitForURL(`${server.origin}/console`);
  await page.goto(`${server.origin}/console/securite/double-authentification`);
  await says(page, 'Inactive');
  await mail(owner, server, EMAIL, 'La double authentification est désactivée');
});

test('a session on another browser is ended, and the address changes once both mailboxes agree', { timeout: 60_000 }, async () => {
  const { page, context } = owner;
  const other = await person(browser, { name: 'locks-other' });
  await signIn(other.page, server, EMAIL);
  await other.page.waitForURL(`${server.origin}/console`);
  await page.goto(`${server.origin}/console/sessions`);
  await send(page, page.getByRole('button', { name: /^Fermer (?!toutes)/ }).first());
  await says(page, 'Session fermée');
  await other.page.goto(`${server.origin}/console`);
  await other.page.waitForURL('**/connexion**');
  await other.close();

  await page.goto(`${server.origin}/console/profil`);
  await page.locator('#email').fill(NEW_EMAIL);
  await page.locator('#adresse input[name=password]').fill(PASSWORD);
  await send(page, page.getByRole('button', { name: named("Changer d'adresse") }));
  await says(page, 'Deux e-mails sont partis');
  for (const [address, subject, answer] of [[EMAIL, 'Confirmez votre changement', 'Confirmé ici'], [NEW_EMAIL, 'Confirmez votre nouvelle adresse', 'Adresse changée']]) {
    const letter = await mail(owner, server, address, subject);
    await page.goto(letter.link);
    await send(page, page.getByRole('button', { name: 'Oui, confirmer' }));
    await says(page, answer);
  }
  await owner.look('address-changed');
  await context.clearCookies();
  await signIn(page, server, NEW_EMAIL);
  await page.waitForURL(`${server.origin}/console`);
});

test('a member must have a second factor, comes with a passkey of the space, and an administrator takes it away', { timeout: 90_000 }, async () => {
  const { page } = owner;
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await page.waitForURL(`${space}/admin`);
  await page.goto(`${space}/admin/reglages`);
  await send(page, page.getByRole('button', { name: 'Exiger la double authentification' }));
  await says(page, 'Exigée');
  await page.goto(`${space}/admin/equipe/invitation`);
  await page.locator('#name').fill('Omar Bres');
  await page.locator('#email').fill(MEMBER);
  await send(page, page.getByRole('button', { name: named("Envoyer l'invitation") }));
  await says(page, 'Invitation envoyée');

  const omar = await person(browser, { name: 'locks-member' });
  const letter = await mail(omar, server, MEMBER, 'vous invite dans son espace');
  await omar.page.goto(letter.link);
  await omar.page.locator('#password').fill(PASSWORD);
  await send(omar.page, omar.page.getByRole('button', { name: 'Enregistrer ce mot de passe' }));
  await omar.context.clearCookies();
  // It binds whoever signs in after it was asked for.
  await server.pass(0.001);
  await signMemberIn(omar.page);
  await omar.page.goto(`${space}/admin/clients`);
  await omar.page.waitForURL(`${space}/admin/securite/double-authentification`);
  await says(omar.page, 'Votre entreprise demande la double authentification');
  await omar.look('required');
  await authenticator(omar);
  await omar.page.getByRole('link', { name: named("Ajouter une clé d'accès") }).click();
  await omar.page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(omar.page, omar.page.getByRole('button', { name: 'Continuer' }));
  await send(omar.page, omar.page.getByRole('button', { name: /Créer la clé/ }));
  await says(omar.page, 'Je les ai mis en lieu sûr');
  await omar.page.goto(`${space}/admin/clients`);
  assert.equal(new URL(omar.page.url()).pathname, '/admin/clients');
  // Not from a page whose stream of news would be asked for once more without the session.
  await omar.page.goto('about:blank');
  await omar.context.clearCookies();
  await comeWithKey(omar.page, `${space}/admin/connexion`);
  await omar.page.waitForURL(`${space}/admin`);
  // In the middle of a form the passkey stands for the present password and a code.
  await omar.page.goto(`${space}/admin/reglages`);
  await omar.page.locator('#mot-de-passe #password').fill(PASSWORD);
  await send(omar.page, omar.page.locator('#mot-de-passe button[data-h-passkey]'));
  await says(omar.page, 'Mot de passe changé');

  await omar.page.goto('about:blank');
  await page.goto(`${space}/admin/equipe`);
  await page.getByRole('link', { name: 'Omar Bres' }).click();
  await page.locator('summary').filter({ hasText: 'Retirer la double authentification' }).click();
  await owner.look('reset');
  await send(page, page.getByRole('button', { name: 'Retirer', exact: true }));
  await says(page, 'Double authentification retirée');
  await mail(omar, server, MEMBER, 'Votre double authentification a été retirée');
  await omar.page.goto(`${space}/admin`);
  await omar.page.waitForURL(`${space}/admin/connexion**`);
  await signMemberIn(omar.page);
  await omar.page.waitForURL(`${space}/admin/securite/double-authentification`);
  await omar.close();
});

test('a contact accepts the invitation with a passkey, and comes back with it', { timeout: 60_000 }, async () => {
  const { page } = owner;
  await page.goto(`${space}/admin/contacts/nouveau`);
  await page.locator('#first_name').fill('Sylvie');
  await page.locator('#last_name').fill('Peyrot');
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  await page.goto(`${space}${new URL(page.url()).pathname}/acces`);
  await page.locator('#invitation #email').fill(CONTACT);
  await send(page, page.getByRole('button', { name: named("Envoyer l'invitation") }));
  await says(page, 'Invitation envoyée');

  const sylvie = await person(browser, { name: 'locks-contact' });
  await authenticator(sylvie);
  const letter = await mail(sylvie, server, CONTACT, 'vous ouvre sa Station Clients');
  await sylvie.page.goto(letter.link);
  await sylvie.look('invitation');
  await send(sylvie.page, sylvie.page.getByRole('button', { name: named("Utiliser une clé d'accès") }));
  await says(sylvie.page, 'Je les ai mis en lieu sûr');
  await sylvie.look('codes');
  await sylvie.page.goto(space);
  await says(sylvie.page, 'Bonjour Sylvie');
  await sylvie.context.clearCookies();
  await sylvie.page.goto(space);
  await sylvie.page.waitForURL(`${space}/connexion**`);
  await comeWithKey(sylvie.page, `${space}/connexion`);
  await says(sylvie.page, 'Bonjour Sylvie');
  await sylvie.close();
  await owner.close();
});

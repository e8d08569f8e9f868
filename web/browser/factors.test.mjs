// Protecting an account in a real browser: an application, recovery codes, a passkey in a virtual authenticator.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, authenticator, codeOf, mail, openSpace, says, send } from './lib/steps.mjs';

const EMAIL = 'lise@tuilerie.example';
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

test('an account is protected, entered with a recovery code and with a passkey, and one is taken away', { timeout: 180_000 }, async () => {
  const owner = await person(browser, { name: 'factors' });
  const { page } = owner;
  await openSpace(owner, server, { company: 'Tuilerie Lunel', name: 'Lise Lunel', email: EMAIL });

  await page.goto(`${server.origin}/console`);
  await page.locator('#menu').getByRole('link', { name: 'Sécurité' }).click();
  await owner.look('off');
  await page.getByRole('link', { name: 'Activer' }).click();
  await page.getByLabel('Mot de passe', { exact: true }).fill('not the password');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Continuer' }));
  await says(page, "Ce n'est pas votre mot de passe");
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Continuer' }));
  await owner.look('application');
  const key = await page.locator('#cle').innerText();
  await page.getByLabel('Code à 6 chiffres').fill('000000');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await says(page, "Ce code n'est pas bon");
  // The secret in the page is the one that was read.
  assert.equal(await page.locator('#cle').innerText(), key);
  await page.getByLabel('Code à 6 chiffres').fill(codeOf(key));
  await send(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await says(page, 'Je les ai mis en lieu sûr');
  await owner.look('codes');
  const codes = (await page.locator('#codes li').allInnerTexts()).map((code) => code.trim());
  assert.equal(codes.length, 10);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Télécharger' }).click()]);
  assert.equal(file.suggestedFilename(), 'hootis-codes.txt');
  await page.getByRole('link', { name: 'Je les ai mis en lieu sûr' }).click();
  await says(page, '10 restants');
  await mail(owner, server, EMAIL, 'La double authentification est active');

  // A passkey, in an authenticator that says yes.
  await authenticator(owner);
  await page.getByRole('link', { name: "Ajouter une clé d'accès" }).or(page.getByRole('link', { name: 'Ajouter une clé d’accès' })).click();
  await owner.look('passkey-password');
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByLabel("Code de l'application").or(page.getByLabel('Code de l’application')).fill(codes[9]);
  await send(page, page.getByRole('button', { name: 'Continuer' }));
  await page.getByLabel('Nom de cette clé').fill("Ordinateur de l'atelier");
  await owner.look('passkey-new');
  await send(page, page.getByRole('button', { name: /Créer la clé/ }));
  await says(page, "Ordinateur de l'atelier");
  await owner.look('on');

  const signOut = async () => {
    await page.locator('.h-me').click();
    await send(page, page.getByRole('button', { name: 'Se déconnecter' }));
    await page.goto(`${server.origin}/connexion`);
  };
  const signIn = async () => {
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
    await page.waitForURL('**/connexion/code?suite=');
  };
  await signOut();
  await owner.look('sign-in');
  await send(page, page.getByRole('button', { name: /Se connecter avec une clé/ }));
  await page.waitForURL('**/console');

  await signOut();
  await signIn();
  await owner.look('second');
  await page.getByText("Vous n'avez plus votre application").or(page.getByText('Vous n’avez plus votre application')).click();
  await page.getByLabel('Code de secours').fill(codes[0]);
  await send(page, page.getByRole('button', { name: 'Entrer avec un code de secours' }));
  await page.waitForURL('**/console');

  // The passkey in the place of the code.
  await signOut();
  await signIn();
  await send(page, page.getByRole('button', { name: /Se connecter avec une clé/ }));
  await page.waitForURL('**/console');

  // Everything said to be lost: the banner is on every page, and takes it back.
  await signOut();
  await signIn();
  await page.locator('summary').filter({ hasText: 'plus votre application' }).click();
  await page.getByRole('link', { name: /ni codes de secours|ni de codes|Plus d.application/ }).click();
  await owner.look('lost');
  await send(page, page.getByRole('button', { name: 'Retirer ma double authentification' }));
  await says(page, 'Demande enregistrée');
  const letter = await mail(owner, server, EMAIL, 'va être retirée');
  await page.goto(letter.link);
  await owner.look('refusal');
  await send(page, page.getByRole('button', { name: 'Annuler la demande' }));
  await says(page, 'Demande annulée');

  await page.goto(`${server.origin}/connexion`);
  await page.getByRole('button', { name: /Se connecter avec une clé/ }).click();
  await page.waitForURL(`${server.origin}/console`);
  await page.goto(`${server.origin}/console/securite/double-authentification`);
  await page.locator('a[aria-label^="Retirer"]').click();
  await owner.look('passkey-gone');
  // The passkey itself stands for password and code.
  await send(page, page.getByRole('button', { name: /Confirmer avec une clé/ }));
  await says(page, 'retirée');
  assert.equal(await page.locator('a[aria-label^="Retirer"]').count(), 0);
  await owner.close();
});

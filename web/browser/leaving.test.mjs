// Somebody leaves: gives notice, comes back, is closed by time, comes back once, destroys the space, and goes with the account.
// Time is told to the server; what it destroys is certified, and the certificates are checked on the command line.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, mail, named, openSpace, says, send, signIn } from './lib/steps.mjs';

const EMAIL = 'ada@roc.example';
const SLUG = 'menuiserie-roc';
let server;
let browser;
let owner;
let space;
let broken = false;

before(async () => {
  server = await serve({ at: Date.parse('2026-11-27T09:00:00Z') });
  browser = await launch();
  owner = await person(browser, { name: 'leaver' });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const chapter = (name, story) => test(name, { timeout: 180_000 }, async (t) => {
  if (broken) { t.skip('an earlier chapter failed'); return; }
  try {
    await story(owner.page);
    assert.deepEqual(owner.faults, [], 'the browser complained');
  } catch (error) {
    broken = true;
    await owner.page.screenshot({ path: `${owner.shots}/leaver-failed.png` }).catch(() => {});
    throw error;
  }
});

/** How the space's own host answers, to whoever asks. */
const door = async () => {
  const page = await owner.context.newPage();
  const answer = await page.goto(`${server.space(SLUG)}/admin/connexion`);
  await page.close();
  return answer.status();
};

/** The worker looks three times a minute at what is due. */
const becomes = async (state) => {
  const deadline = Date.now() + 60_000;
  let now;
  do {
    now = JSON.parse(await server.hootis('space', 'state', SLUG, '--json')).state;
    if (now === state) return;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  } while (Date.now() < deadline);
  assert.fail(`the space is ${now}, not ${state}`);
};

/** Checks a certificate with the key of this data folder, and sees that one changed word is found. */
const certified = async (file, kind, word) => {
  const [good, bad] = ['good.json', 'bad.json'].map((name) => join(server.data, name));
  await writeFile(good, file);
  const answer = JSON.parse(await server.hootis('certificate', 'verify', good, '--json'));
  assert.deepEqual([answer.ok, answer.kind], [true, kind]);
  assert.ok(file.includes(word), file);
  await writeFile(bad, file.replace(word, `${word}x`));
  await assert.rejects(server.hootis('certificate', 'verify', bad), /altered/);
  return answer.document;
};

chapter('the console shows the trial with its dates, and what closing would do', async (page) => {
  await openSpace(owner, server, { company: 'Menuiserie Roc', name: 'Ada Roc', email: EMAIL });
  await page.goto(`${server.origin}/console`);
  await page.getByRole('main').getByRole('link', { name: 'Gérer' }).first().click();
  await page.waitForURL(/\/console\/espaces\/[0-9a-f-]{36}$/);
  space = page.url();
  await says(page, "L'essai court jusqu'au 27 décembre 2026");
  await says(page, 'Résilier ou fermer');
  await owner.look('space-trial');
});

chapter('notice is given for the end of the period paid, with its dates, and taken back', async (page) => {
  await server.hootis('space', 'subscribe', SLUG);
  await page.goto(space);
  await says(page, "La période payée court jusqu'au 27 décembre 2026");
  await owner.look('space-active');
  await page.getByRole('link', { name: 'Résilier…' }).click();
  await page.waitForURL('**/resiliation');
  await says(page, 'puis détruit le 26 janvier 2027');
  await owner.look('notice');
  await send(page, page.getByRole('button', { name: named("Résilier l'abonnement") }));
  await says(page, "Résilié. L'espace fonctionne jusqu'au 27 décembre 2026");
  await owner.look('space-ending');
  assert.equal(await door(), 200, 'it works to the end');
  assert.match((await mail(owner, server, EMAIL, 'résiliation')).text, /26 janvier 2027/);
  await send(page, page.getByRole('button', { name: 'Garder mon abonnement' }));
  await says(page, "L'abonnement continue.");
  await page.getByRole('link', { name: 'Résilier…' }).click();
  await send(page, page.getByRole('button', { name: named("Résilier l'abonnement") }));
  await says(page, 'La résiliation est enregistrée.');
});

chapter('at its date the space is disabled by itself, and one click brings it back', async (page) => {
  await server.pass(30);
  await becomes('disabled');
  owner.expect4xx();
  assert.equal(await door(), 404, 'the door is closed');
  const letter = await mail(owner, server, EMAIL, 'est désactivé');
  assert.ok(letter.text.includes("Un clic suffit pour le rouvrir jusqu'au 26 janvier 2027"), letter.text);
  await signIn(page, server, EMAIL);
  await says(page, 'détruit le 26 janvier 2027');
  await owner.look('console-disabled');
  await page.goto(space);
  await says(page, '7 jours pour choisir une formule');
  await owner.look('space-disabled');
  await send(page, page.getByRole('button', { name: named("Rouvrir l'espace") }));
  await says(page, "L'espace est rouvert");
  await says(page, "Rouvert jusqu'au 3 janvier 2027");
  await owner.look('space-choosing');
  assert.equal(await door(), 200);
});

chapter('closing takes the password, and what was left comes back', async (page) => {
  await page.getByRole('link', { name: 'Fermer tout de suite' }).click();
  await page.waitForURL('**/fermeture');
  await owner.look('close');
  await page.getByLabel('Votre mot de passe').fill('pas le bon du tout');
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: named("Fermer l'espace") }));
  await says(page, "Ce n'est pas votre mot de passe");
  await owner.look('close-refused');
  await page.getByLabel('Votre mot de passe').fill(PASSWORD);
  await send(page, page.getByRole('button', { name: named("Fermer l'espace") }));
  await says(page, "L'espace est fermé.");
  await owner.look('space-closed');
  await send(page, page.getByRole('button', { name: named("Rouvrir l'espace") }));
  await says(page, "Rouvert jusqu'au 3 janvier 2027");
});

chapter('the days to choose a plan are given once a year', async (page) => {
  await server.pass(8);
  await becomes('disabled');
  await signIn(page, server, EMAIL);
  await page.goto(space);
  await says(page, 'il faut un abonnement');
  assert.equal(await page.getByRole('button', { name: named("Rouvrir l'espace") }).count(), 0);
  await owner.look('space-once');
  await page.getByRole('link', { name: 'Nous écrire' }).click();
  await page.waitForURL('**/contact');
});

chapter('a closed space is destroyed when its owner types its address, and the certificate is good', async (page) => {
  await page.goto(space);
  await page.getByRole('link', { name: 'Détruire tout de suite' }).click();
  await page.waitForURL('**/destruction');
  await owner.look('destroy');
  await page.getByLabel('Pour confirmer').fill('une-autre');
  await page.getByLabel('Votre mot de passe').fill(PASSWORD);
  await page.getByLabel('Je sais que').check();
  owner.expect4xx();
  await send(page, page.getByRole('button', { name: named("Détruire l'espace") }));
  await says(page, "Ce n'est pas l'adresse de cet espace");
  await owner.look('destroy-refused');
  await page.getByLabel('Pour confirmer').fill(SLUG);
  await page.getByLabel('Votre mot de passe').fill(PASSWORD);
  await page.getByLabel('Je sais que').check();
  await send(page, page.getByRole('button', { name: named("Détruire l'espace") }));
  await says(page, "L'espace est détruit.");
  await owner.look('space-destroyed');
  const letter = await mail(owner, server, EMAIL, 'est détruit');
  assert.ok(letter.text.includes('Clé détruite'), letter.text);
  const document = await certified(letter.file, 'hootis-space-destruction/1', 'Menuiserie Roc');
  assert.equal(document.reason, 'owner');
  assert.ok(document.database.rows > 0);
  owner.expect4xx();
  assert.equal(await door(), 404);
});

chapter('the account goes thirty days after it was asked, unless it is kept, and is certified', async (page) => {
  await page.goto(`${server.origin}/console`);
  await says(page, 'Votre compte sera supprimé le');
  await owner.look('console-without-space');
  await page.goto(`${server.origin}/console/profil`);
  await page.getByRole('link', { name: /Supprimer mon compte/ }).click();
  await page.waitForURL('**/console/compte/suppression');
  await owner.look('leave');
  const leave = async () => {
    await page.getByLabel('Votre mot de passe').fill(PASSWORD);
    await send(page, page.getByRole('button', { name: 'Supprimer mon compte' }));
    await says(page, 'Suppression demandée');
  };
  await leave();
  await owner.look('leave-asked');
  await send(page, page.getByRole('button', { name: 'Garder mon compte' }));
  await page.waitForURL('**/console');
  assert.match((await mail(owner, server, EMAIL, 'est gardé')).text, /changé d'avis/);
  await page.goto(`${server.origin}/console/compte/suppression`);
  await leave();
  await server.pass(31);
  await server.hootis('retention', 'run');
  const letter = await mail(owner, server, EMAIL, 'est supprimé');
  const document = await certified(letter.file, 'hootis-account-deletion/1', 'asked');
  assert.deepEqual([document.reason, document.kept], ['asked', []]);
  owner.expect4xx();
  await signIn(page, server, EMAIL);
  await says(page, "n'est pas le bon");
});

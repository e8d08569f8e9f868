// Who runs Hootis: from the first link to every page of the operation, with spaces, visits and rules that have a past. Then
// the pages that the same promises have for others: news, trends of a space, the signed evidence.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { PASSWORD, authenticator, fillSignUp, mail, says, send, signIn, textOf } from './lib/steps.mjs';

const OPERATOR = 'odile@operateur.example';
const OWNER = 'ada@roc.example';
const COMPANIES = ['Ferme du Causse', 'Studio Brindille', 'Roux et Filles', 'Garage Méric', 'Optique Vauban', 'Lavoir et Cie', 'Pépinière Faucher', 'Verrerie du Tarn'];
const BROWSERS = ['Firefox/145.0', 'Chrome/142.0.0.0 Safari/537.36', 'Version/18.1 Safari/605.1.15'];
let server;
let browser;
let odile;
let owner;
let link;

before(async () => {
  server = await serve({
    at: Date.parse('2026-10-27T09:00:00Z'),
    prepare: async (data, { hootis, pass }) => {
      for (const [n, company] of COMPANIES.entries()) {
        await hootis('space', 'create', '--company', company, '--owner-email', `p${n}@client.example`, '--owner-name', `Personne ${n}`);
      }
      await pass(10);
      await hootis('space', 'close', 'optique-vauban');
      await pass(19);
      await hootis('space', 'close', 'garage-meric');
      await hootis('space', 'subscribe', 'roux-et-filles');
      link = JSON.parse(await hootis('operator', 'create', '--email', OPERATOR, '--name', 'Odile Caussade', '--json')).link;
    },
  });
  browser = await launch();
  odile = await person(browser, { name: 'operator' });
  owner = await person(browser, { name: 'news' });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Some visits of people with different browsers, from two sites that led here. */
const visits = async (times) => {
  for (let n = 0; n < times; n += 1) {
    const headers = { 'user-agent': `Mozilla/5.0 (X11; Linux x86_64) ${BROWSERS[n % 3]} n${n}`, referer: ['https://moteur.example/q', 'https://annuaire.example/'][n % 2] };
    for (const path of ['/', '/tarifs', '/confidentialite'].slice(0, 1 + (n % 3))) {
      assert.equal(await server.asks(path, headers), 200);
    }
  }
};

const signOperatorIn = async () => {
  const { page } = odile;
  await page.goto(`${server.origin}/operateur/connexion`);
  await page.getByLabel('E-mail').fill(OPERATOR);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
};

/** The same with the passkey. */
const comeBack = async () => {
  const { page } = odile;
  await page.goto(`${server.origin}/operateur/connexion`);
  await send(page, page.getByRole('button', { name: /avec une cl/ }));
};

test('an operator chooses a password by the link of the command line, and signs in', { timeout: 60_000 }, async () => {
  const { page } = odile;
  await page.goto(link);
  await odile.look('password');
  await page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
  await send(page, page.locator('main form button.btn-primary'));
  await odile.look('password-done');
  await page.goto(`${server.origin}/operateur`);
  await page.waitForURL('**/operateur/connexion**');
  await odile.look('sign-in');
  await page.goto(`${server.origin}/operateur/mot-de-passe`);
  await odile.look('forgotten');
  await signOperatorIn();
  await page.waitForURL('**/operateur/securite/double-authentification');
  await odile.look('security-required');
  await authenticator(odile);
  await page.getByRole('link', { name: /Ajouter une cl/ }).click();
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await send(page, page.getByRole('button', { name: 'Continuer' }));
  await send(page, page.getByRole('button', { name: /Créer la clé/ }));
  await says(page, 'Je les ai mis en lieu sûr');
  await page.goto(`${server.origin}/operateur`);
  await odile.look('overview-first');
});

test('somebody who wants news signs up, and the time that took is what the overview shows', { timeout: 60_000 }, async () => {
  const { page } = owner;
  await page.goto(`${server.origin}/inscription`);
  await owner.look('sign-up');
  await fillSignUp(page, { company: 'Menuiserie Roc', name: 'Ada Roc', email: OWNER });
  await page.getByLabel(/nouvelles de Hootis/).check();
  await send(page, page.getByRole('button', { name: 'Recevoir mon code' }));
  const letter = await mail(owner, server, OWNER, 'Confirmez votre adresse');
  await page.getByLabel('Code à six chiffres').fill(letter.code);
  await send(page, page.getByRole('button', { name: 'Ouvrir mon espace' }));
  await says(page, 'Votre espace est prêt');
  await odile.page.goto(`${server.origin}/operateur`);
  await says(odile.page, 'une ouverture depuis le 25 nov. 2026');
});

test('the overview shows what goes next, and every page of the operation is fit to be read', { timeout: 180_000 }, async () => {
  const { page } = odile;
  for (let day = 0; day < 6; day += 1) {
    await visits(6 + 2 * day);
    if (day > 0) await server.hootis('retention', 'run');
    await server.pass(0.75);
  }
  await server.hootis('retention', 'run');
  // Visits reach the database within some seconds.
  await comeBack();
  const deadline = Date.now() + 20_000;
  do {
    await page.goto(`${server.origin}/operateur/audience?jours=7`);
  } while (await page.locator('svg.h-chart').count() === 0 && Date.now() < deadline);
  await says(page, 'Tendances du service');
  await odile.look('audience');
  await page.goto(`${server.origin}/operateur`);
  const next = page.locator('#destructions li');
  assert.match(await next.first().innerText(), /Optique Vauban/, 'the first to go stands first');
  await odile.look('overview');
  for (const [path, title] of [['espaces', 'spaces'], ['espaces?q=rien', 'spaces-none'], ['conservation', 'retention'], ['conservation?blanc=oui', 'retention-dry-run'], ['registre', 'record'], ['reglages', 'settings'], ['sessions', 'sessions'], ['securite/double-authentification', 'security']]) {
    await page.goto(`${server.origin}/operateur/${path}`);
    await odile.look(title);
  }
  assert.deepEqual(odile.faults, []);
});

test('news come with a way out that asks nothing, and the console says since when', { timeout: 90_000 }, async () => {
  const { page } = owner;
  const file = join(server.data, 'nouvelles.md');
  await writeFile(file, '---\nid: hiver-2026\nsubject-fr: Vos clients vous écrivent\nsubject-en: Your customers write\n---\n# fr\nLes photos arrivent.\n# en\nPhotos are coming.\n');
  assert.match(await server.hootis('campaign', 'send', file, '--dry-run'), /1 people would get it/);
  await server.hootis('campaign', 'send', file);
  await signIn(page, server, OWNER);
  await page.goto(`${server.origin}/console/courrier`);
  await says(page, "à l'inscription");
  await owner.look('console');
  const letter = await mail(owner, server, OWNER, 'Vos clients vous écrivent');
  assert.match(letter.link, /\/courrier\//, letter.text);
  await page.goto(letter.link);
  await says(page, 'Vous recevez par e-mail');
  await owner.look('preferences');
  await send(page, page.getByRole('button', { name: 'Ne plus rien recevoir' }));
  await says(page, 'Votre choix est enregistré');
  await owner.look('preferences-stopped');
  await page.goto(`${server.origin}/console/courrier`);
  await says(page, "par le lien d'un e-mail");
  assert.deepEqual(owner.faults, []);
});

test('a space takes part in the trends when somebody says so, with the name and the day', { timeout: 60_000 }, async () => {
  const { page } = owner;
  await page.goto(`${server.origin}/console`);
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click();
  await page.waitForURL('**/admin');
  const settings = `${new URL(page.url()).origin}/admin/reglages`;
  await page.goto(settings);
  await owner.look('trends-off');
  await send(page, page.getByRole('button', { name: 'Participer aux tendances' }));
  await page.goto(settings);
  await says(page, 'Demandé par Ada Roc');
  await owner.look('trends-on');
  await send(page, page.getByRole('button', { name: 'Ne plus participer' }));
  await owner.close();
});

test('the evidence is taken away signed and checked, and reveals are counted beside it', { timeout: 90_000 }, async () => {
  const { page } = odile;
  await server.hootis('records', 'reveal', '--ip', '127.0.0.1', '--from', '2026-11-20', '--to', '2026-12-01', '--ground', 'abuse', '--reference', 'A-1');
  await page.goto(`${server.origin}/confidentialite`);
  await says(page, 'Visites reliées à une personne');
  await says(page, 'sécurité, après un abus');
  await page.getByText('Vérifier ce fichier').click();
  await odile.look('policy');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Télécharger les preuves signées' }).click()]);
  const file = join(server.data, saved.suggestedFilename());
  assert.match(file, /hootis-preuves-2026-\d\d-\d\d\.json$/);
  await saved.saveAs(file);
  const published = join(server.data, 'hootis-signature.json');
  await writeFile(published, await textOf(page, '/.well-known/hootis-signature.json'));
  assert.match(await server.hootis('certificate', 'verify', file, '--public-key', published), /^good: hootis-evidence\/1/);
  await writeFile(file, (await readFile(file, 'utf8')).replace('"ok": null', '"ok": true'));
  await assert.rejects(server.hootis('certificate', 'verify', file), /altered/);
  await odile.close();
});

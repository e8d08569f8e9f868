// What people do, written once: the same steps run with and without JavaScript.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

export const PASSWORD = 'chouette lune rabot tordu';

/** Whether the page says something; blanks and apostrophes of French typography count as plain ones. */
const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\u2019/g, "'").replace(/\s+/g, ' ');

/** Checks that the page says words, waiting for them as long as for anything else. */
export const says = async (page, words) => {
  const deadline = Date.now() + 15_000;
  let text = '';
  do {
    text = plain(await page.locator('body').innerText());
    if (text.includes(words)) return;
    await page.waitForEvent('load', { timeout: 100 }).catch(() => {});
  } while (Date.now() < deadline);
  assert.fail(`${page.url()} does not say "${words}":\n${text.slice(0, 1500)}`);
};

/** The name of a button or of a link, whichever apostrophe it is written with. */
export const named = (words) => new RegExp(words.replace(/'/g, "['\u2019]"));

/** Sends the form that a button belongs to, and waits for the page that answers. */
export const send = async (page, button) => {
  await Promise.all([page.waitForEvent('load'), button.click()]);
};

/** A file of the page's own host, as text. */
export const textOf = (page, path) => page.evaluate(async (address) => (await fetch(address)).text(), path);

/** The newest mail to an address, as /dev/outbox shows it: its text, its link, its file. Mails leave in the background. */
export const mail = async (who, server, to, subject) => {
  const page = await who.context.newPage();
  const deadline = Date.now() + 15_000;
  const entry = page.locator('main a').filter({ hasText: to }).filter({ hasText: subject });
  do {
    await page.goto(`${server.origin}/dev/outbox`);
  } while (await entry.count() === 0 && Date.now() < deadline);
  assert.ok(await entry.count() > 0, `no mail "${subject}" to ${to} within 15 s`);
  await entry.first().click();
  await page.locator('h1').waitFor();
  const text = plain(await page.locator('main').innerText());
  const links = page.locator('main .card-body a');
  const link = await links.count() ? await links.first().getAttribute('href') : undefined;
  const piece = page.locator('main a[download]');
  const file = await piece.count() ? await textOf(page, await piece.getAttribute('href')) : undefined;
  await page.close();
  return { text, link, code: text.match(/\b\d{6}\b/)?.[0], file };
};

/** An authenticator of this person's browser, which says yes and knows who it is. */
export const authenticator = async ({ context, page }) => {
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
};

/** The code that an application shows for a key, as people type it. */
export const codeOf = (key, at = Date.now()) => {
  const bits = [...key.replace(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const tag = createHmac('sha1', secret).update(counter).digest();
  return String((tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
};

/** Signs in to the console. */
export const signIn = async (page, server, email, password = PASSWORD) => {
  await page.goto(`${server.origin}/connexion`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await send(page, page.getByRole('button', { name: 'Se connecter', exact: true }));
};

/** Fills the sign-up form; the address is left to Hootis. */
export const fillSignUp = async (page, { company, name, email, password = PASSWORD }) => {
  await page.getByLabel('Nom de votre entreprise').fill(company);
  await page.getByLabel('Votre nom', { exact: true }).fill(name);
  await page.getByLabel('Votre e-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
};

/** Adds a customer from the empty list or from the head of the page. */
export const addCustomer = async (page, { name, town, siren = '' }) => {
  await page.getByLabel('Nom', { exact: true }).fill(name);
  await page.locator('#siren').fill(siren);
  await page.locator('#town').fill(town);
  await send(page, page.getByRole('button', { name: 'Créer la fiche' }));
};

/** From the home page to the back office of a company's own space; its origin. */
export const openSpace = async (who, server, { company, name, email }) => {
  const { page } = who;
  await page.goto(`${server.origin}/inscription`);
  await fillSignUp(page, { company, name, email });
  await send(page, page.getByRole('button', { name: 'Recevoir mon code' }));
  const letter = await mail(who, server, email, 'Confirmez votre adresse');
  await page.getByLabel('Code à six chiffres').fill(letter.code);
  await send(page, page.getByRole('button', { name: 'Ouvrir mon espace' }));
  await page.getByRole('link', { name: 'Entrer dans mon espace' }).click();
  await page.waitForURL('**/admin');
  return new URL(page.url()).origin;
};

/** From the empty Dolibarr page to the end of an import of `file`. `look` is asked at each step. */
export const importDump = async (page, space, file, look) => {
  await page.goto(`${space}/admin/dolibarr`);
  await look('dolibarr-empty');
  await page.getByRole('link', { name: 'Commencer' }).click();
  await page.locator('#dump').waitFor();
  await look('dolibarr-connection');
  await page.locator('#acknowledged-dump').check();
  await page.locator('#dump').setInputFiles({ name: 'dolibarr.sql.gz', mimeType: 'application/gzip', buffer: file });
  await page.getByRole('button', { name: 'Envoyer la sauvegarde' }).click();
  await page.waitForURL('**/admin/dolibarr/passages/*');
  await says(page, 'Dolibarr 22.0.4 reconnu');
  await look('dolibarr-check');
  await page.getByRole('button', { name: 'Compter sans rien écrire' }).click();
  await says(page, "Rien n'a encore été écrit");
  await look('dolibarr-count');
  await page.getByRole('button', { name: 'Importer' }).click();
  await says(page, "L'import est terminé");
  await look('dolibarr-result');
};

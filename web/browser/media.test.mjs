// Photos, a recording and a film: sent, cut off and gone on with, looked at, played, thrown away and taken back.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { film, plays } from './lib/files.mjs';
import { serve } from './lib/server.mjs';
import { openSpace, says, send } from './lib/steps.mjs';

const image = (name) => readFile(new URL(`../img/${name}.jpg`, import.meta.url));
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

/** Silence of so many seconds, that a player can look around in. */
const silence = (seconds) => {
  const rate = 8_000, bytes = Buffer.alloc(44 + seconds * rate, 128);
  bytes.write('RIFF', 0); bytes.writeUInt32LE(bytes.length - 8, 4); bytes.write('WAVEfmt ', 8); bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22); bytes.writeUInt32LE(rate, 24); bytes.writeUInt32LE(rate, 28);
  bytes.writeUInt16LE(1, 32); bytes.writeUInt16LE(8, 34); bytes.write('data', 36); bytes.writeUInt32LE(seconds * rate, 40);
  return bytes;
};

test('photos and films are sent, survive a cut, play and seek', { timeout: 180_000 }, async () => {
  const owner = await person(browser, { name: 'media' });
  const { page } = owner;
  const space = await openSpace(owner, server, { company: 'Atelier Garrigue', name: 'Maëlle Garrigue', email: 'maelle@garrigue.example' });
  await page.goto(`${space}/admin/medias`);
  await owner.look('empty');
  const photos = await Promise.all(['planches', 'comptoir', 'etabli'].map(image));
  await page.locator('#fichiers').setInputFiles(photos.map((buffer, n) => ({ name: `photo-${n}.jpg`, mimeType: 'image/jpeg', buffer })));
  await page.waitForFunction(() => document.querySelectorAll('.h-thumbs img').length === 3);
  await page.waitForFunction(() => [...document.querySelectorAll('.h-thumbs img')].every((img) => img.complete && img.naturalWidth > 0));

  // The line is cut when a file is sent: it goes by itself when the line is back. (What comes after half a file is a story of the server.)
  const line = await page.context().newCDPSession(page);
  const network = (offline) => line.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const sound = silence(400), moving = await film(page);
  owner.faults.length = 0;
  await line.send('Network.enable');
  await network(true);
  await Promise.all([page.waitForEvent('requestfailed', { timeout: 20_000 }), page.locator('#fichiers').setInputFiles([{ name: 'silence.wav', mimeType: 'audio/wav', buffer: sound }])]);
  await network(false);
  await page.waitForFunction(() => document.querySelectorAll('.h-thumbs li').length === 4, undefined, { timeout: 60_000 });
  await page.locator('#fichiers').setInputFiles([{ name: 'film.webm', mimeType: 'video/webm', buffer: moving }]);
  await page.waitForFunction(() => document.querySelectorAll('.h-thumbs li').length === 5, undefined, { timeout: 60_000 });
  assert.deepEqual(owner.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_CONNECTION_RESET/.test(fault)), []);
  owner.faults.length = 0;
  await page.goto(`${space}/admin/medias`);
  await owner.look('gallery');

  await page.getByRole('link', { name: 'silence.wav' }).click();
  await page.locator('audio').waitFor();
  const parts = [];
  page.on('response', (response) => { if (response.url().endsWith('/fichier')) parts.push(response.status()); });
  await page.reload();
  const heard = await plays(page, 390);
  assert.ok(Math.abs(heard.at - 390) < 0.5 && heard.error === null, JSON.stringify(heard));
  assert.ok(parts.length > 0 && parts.every((status) => status === 206), `the player asks for parts and gets them: ${parts}`);
  const part = await page.evaluate(async (from) => {
    const answer = await fetch(document.querySelector('audio').src, { headers: { Range: `bytes=${from}-${from + 9}` } });
    return { status: answer.status, range: answer.headers.get('content-range'), bytes: Array.from(new Uint8Array(await answer.arrayBuffer())) };
  }, 40);
  assert.deepEqual(part, { status: 206, range: `bytes 40-49/${sound.length}`, bytes: Array.from(sound.subarray(40, 50)) });
  await page.goto(`${space}/admin/medias?nature=video`);
  await page.getByRole('link', { name: 'film.webm' }).click();
  await page.locator('video').waitFor();
  const seen = await plays(page, 1);
  assert.ok(Math.abs(seen.at - 1) < 0.5 && seen.width === 160 && seen.error === null, JSON.stringify(seen));
  await owner.look('film');

  // With the keyboard alone: from one to the next, and back to the gallery.
  await page.goto(`${space}/admin/medias?nature=photo`);
  await page.locator('.h-thumbs a').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('.h-light img').waitFor();
  const second = page.url();
  await owner.look('photo');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('ArrowLeft')]);
  assert.notEqual(page.url(), second);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Escape')]);
  assert.ok(page.url().endsWith('/admin/medias?nature=photo'));

  await page.locator('.h-thumbs input').first().check();
  await page.locator('.h-bulk').waitFor();
  await owner.look('ticked');
  await send(page, page.getByRole('button', { name: 'Mettre à la corbeille' }));
  await says(page, 'Un fichier mis à la corbeille');
  await page.getByRole('link', { name: 'Corbeille (1)' }).click();
  await page.locator('.h-thumbs input').check();
  await owner.look('trash');
  await send(page, page.getByRole('button', { name: 'Restaurer' }));
  await says(page, 'Un fichier restauré');

  // What is not kept is said beside its name, and the others go on.
  owner.expect4xx(); owner.expect4xx();
  await page.goto(`${space}/admin/medias`);
  await page.locator('#fichiers').setInputFiles([{ name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('x') }, { name: 'faux.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<script>') }]);
  await says(page, 'Photo au format HEIC');
  await says(page, "n'est pas celui qu'annonce son nom");
  await owner.look('refused');
  await owner.close();
});

test('without a script a form is enough', { timeout: 120_000 }, async () => {
  const owner = await person(browser, { name: 'media-plain', js: false });
  const { page } = owner;
  const space = await openSpace(owner, server, { company: 'Atelier Simple', name: 'Rose Simple', email: 'rose@simple.example' });
  await page.goto(`${space}/admin/medias`);
  await page.locator('#fichiers').setInputFiles([{ name: 'planches.jpg', mimeType: 'image/jpeg', buffer: await image('planches') }]);
  await send(page, page.getByRole('button', { name: 'Envoyer' }));
  await says(page, 'Un fichier ajouté');
  await page.getByRole('link', { name: 'planches.jpg' }).click();
  await page.getByLabel('Texte de remplacement').fill('Des planches de chêne');
  await send(page, page.getByRole('button', { name: 'Enregistrer' }));
  await says(page, 'Modifications enregistrées');
  await owner.look('photo');
  await owner.close();
});

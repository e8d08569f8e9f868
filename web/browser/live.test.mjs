// A newcomer whose Dolibarr answers: connect, check, count, import, find a customer; and what is refused on the way.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { launch, person } from './lib/browser.mjs';
import { sql } from './lib/dolibarr.mjs';
import { serve } from './lib/server.mjs';
import { openSpace, says, send } from './lib/steps.mjs';

const PASSWORD = 'lecture seule 2026';
const NAME = 'a live MariaDB comes in by the wizard and its customer is found';
const address = process.env.HOOTIS_TEST_MYSQL && new URL(process.env.HOOTIS_TEST_MYSQL);
const base = `dolibarr_${process.pid}`;
const reader = `lecteur_${process.pid}`;
let server;
let browser;

/** Runs statements as the owner of the database server. */
const mariadb = (statements, ...database) => execFileSync('mariadb', ['--no-defaults', '-h', address.hostname, '-P', address.port, '-u', address.username, ...database], { input: statements });

before(async () => {
  if (!address) return;
  mariadb(`CREATE DATABASE ${base} CHARACTER SET utf8mb4; CREATE USER '${reader}'@'%' IDENTIFIED BY '${PASSWORD}'; GRANT SELECT ON ${base}.* TO '${reader}'@'%';`);
  mariadb(sql(), base);
  server = await serve({ options: () => ['--allow-source', '127.0.0.0/8'] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (address) mariadb(`DROP DATABASE IF EXISTS ${base}; DROP USER IF EXISTS '${reader}'@'%';`);
});

test(NAME, { timeout: 120_000 }, async (t) => {
  if (!address) { console.log(`SKIPPED (no MySQL): ${NAME}`); t.skip('no MySQL'); return; }
  const owner = await person(browser, { name: 'live' });
  const { page } = owner;
  const space = await openSpace(owner, server, { company: 'Fonderie du Tarn', name: 'Nadia Bres', email: 'nadia@fonderie.example' });
  await page.goto(`${space}/admin/dolibarr/connexion`);
  const connect = async (password) => {
    await page.locator('#host').fill(address.hostname);
    await page.locator('#port').fill(address.port);
    await page.locator('#base').fill(base);
    await page.locator('#user').fill(reader);
    await page.locator('#password').fill(password);
    await page.locator('#protection').selectOption('none');
    await page.locator('#acknowledged').check();
    await send(page, page.locator('form[action="/admin/dolibarr/connexion"] button.btn-primary'));
  };
  // A wrong password is told in words, without the password.
  await connect('pas le bon');
  await page.waitForURL('**/admin/dolibarr/passages/*');
  await says(page, 'mot de passe');
  assert.ok(!(await page.content()).includes('pas le bon'), 'the password is on the page');
  await owner.look('dolibarr-refused');
  await page.goto(`${space}/admin/dolibarr/connexion`);
  await connect(PASSWORD);
  await page.waitForURL('**/admin/dolibarr/passages/*');
  await says(page, 'Dolibarr 22.0.4 reconnu');
  await owner.look('dolibarr-check');
  await page.getByRole('button', { name: 'Compter sans rien écrire' }).click();
  await says(page, "Rien n'a encore été écrit");
  await page.getByRole('button', { name: 'Importer' }).click();
  await says(page, "L'import est terminé");
  await owner.look('dolibarr-result');
  await page.goto(`${space}/admin/clients?q=etincelle`);
  await page.locator('#liste').getByRole('link', { name: 'Fonderie Étincelle' }).click();
  await page.waitForURL(/\/admin\/clients\/[0-9a-f-]{36}/);
  await says(page, 'Grands comptes');
  await says(page, 'Théo Garric');
  await owner.close();
});

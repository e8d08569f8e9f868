// The dump that is imported: the reference one where it is there, else an invented one of the same size.
import fs from 'node:fs';
import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';

const PARTIES = 50_000;
const CONTACTS = 120_000;

export async function theDump(folder) {
  const reference = process.env.HOOTIS_REFERENCE_DATA && `${process.env.HOOTIS_REFERENCE_DATA}/data/dolibarr/doli22-large.sql.gz`;
  if (reference && fs.existsSync(reference)) return { path: reference, name: 'doli22-large (reference data)' };
  const path = `${folder}/invented.sql.gz`;
  await pipeline(invented(), createGzip({ level: 1 }), fs.createWriteStream(path));
  return { path, name: `an invented Dolibarr of ${PARTIES} third parties and ${CONTACTS} contacts` };
}

function* invented() {
  yield '-- MariaDB dump 10.19\nSET NAMES utf8mb4;\n';
  yield* table('const', ['rowid int(11) NOT NULL', 'name varchar(180)', 'entity int(11)', 'value text'], 1, () => "(1,'MAIN_VERSION_LAST_INSTALL',0,'22.0.4')");
  const societe = ['rowid int(11) NOT NULL', 'nom varchar(128)', 'entity int(11)', 'client tinyint(4)', 'town varchar(50)', 'email varchar(128)', 'phone varchar(20)'];
  yield* table('societe', societe, PARTIES, (n) => `(${n},'SARL ${word(n)} ${word(n * 7)} ${n}',1,1,'${word(n % 400)}ville','m${n}@societe${n}.example','02 40 ${String(n).padStart(6, '0')}')`);
  const people = ['rowid int(11) NOT NULL', 'fk_soc int(11)', 'entity int(11)', 'lastname varchar(50)', 'firstname varchar(50)', 'email varchar(128)', 'statut tinyint(4)'];
  yield* table('socpeople', people, CONTACTS, (n) => `(${n},${(n % PARTIES) + 1},1,'${word(n * 3)}','${word(n)}','c${n}@societe.example',1)`);
  yield '-- Dump completed\n';
}

const SYLLABLES = ['ba', 'lo', 'mi', 'ran', 'tou', 'vel', 'dor', 'sy', 'gue', 'nal', 'fré', 'pi'];

function word(n) {
  const at = (i) => SYLLABLES[Math.floor(n / 12 ** i) % 12];
  const text = at(0) + at(1) + at(2);
  return text[0].toUpperCase() + text.slice(1);
}

function* table(name, columns, rows, row) {
  const named = columns.map((column) => column.replace(/^(\S+)/, '`$1`'));
  yield `CREATE TABLE \`llx_${name}\` (\n  ${named.join(',\n  ')}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n`;
  for (let from = 1; from <= rows; from += 500) {
    const values = [];
    for (let n = from; n < Math.min(from + 500, rows + 1); n += 1) values.push(row(n));
    yield `INSERT INTO \`llx_${name}\` VALUES ${values.join(',')};\n`;
  }
}

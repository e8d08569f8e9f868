// A small invented Dolibarr, written as mariadb-dump writes one.
import { gzipSync } from 'node:zlib';

const tables = {
  llx_const: [['rowid', 'int'], ['name', 'varchar(180)'], ['entity', 'int'], ['value', 'text']],
  llx_c_country: [['rowid', 'int'], ['code', 'varchar(2)'], ['code_iso', 'varchar(3)'], ['label', 'varchar(128)']],
  llx_societe: [
    ['rowid', 'int'], ['nom', 'varchar(128)'], ['entity', 'int'], ['tms', 'timestamp'], ['datec', 'datetime'], ['status', 'tinyint'], ['client', 'tinyint'],
    ['fournisseur', 'tinyint'], ['address', 'varchar(255)'], ['zip', 'varchar(25)'], ['town', 'varchar(50)'], ['fk_pays', 'int'], ['phone', 'varchar(20)'],
    ['email', 'varchar(128)'], ['siren', 'varchar(128)'], ['note_public', 'mediumtext'], ['note_private', 'mediumtext'],
  ],
  llx_socpeople: [
    ['rowid', 'int'], ['entity', 'int'], ['tms', 'timestamp'], ['datec', 'datetime'], ['fk_soc', 'int'], ['lastname', 'varchar(50)'], ['firstname', 'varchar(50)'],
    ['poste', 'varchar(255)'], ['phone', 'varchar(30)'], ['email', 'varchar(255)'], ['statut', 'tinyint'], ['priv', 'smallint'],
  ],
  llx_user: [
    ['rowid', 'int'], ['entity', 'int'], ['tms', 'timestamp'], ['datec', 'datetime'], ['login', 'varchar(50)'], ['lastname', 'varchar(50)'], ['firstname', 'varchar(50)'],
    ['email', 'varchar(255)'], ['statut', 'int'], ['admin', 'smallint'], ['employee', 'tinyint'], ['pass_crypted', 'varchar(128)'],
  ],
  llx_categorie: [['rowid', 'int'], ['entity', 'int'], ['tms', 'timestamp'], ['fk_parent', 'int'], ['label', 'varchar(180)'], ['type', 'int'], ['color', 'varchar(8)']],
  llx_categorie_societe: [['fk_categorie', 'int'], ['fk_soc', 'int']],
  llx_societe_extrafields: [['rowid', 'int'], ['fk_object', 'int']],
  llx_c_forme_juridique: [['rowid', 'int'], ['code', 'int'], ['fk_pays', 'int'], ['libelle', 'varchar(255)']],
};
const made = '2026-03-02 09:00:00';
const party = (id, name, town, phone) => [id, name, 1, made, made, 1, 1, 0, `${id} rue des Lilas`, '81000', town, 1, phone, `contact@p${id}.example`, '', 'Livraison le matin', ''];
const rows = {
  llx_const: [[1, 'MAIN_VERSION_LAST_INSTALL', 0, '22.0.4']],
  llx_c_country: [[1, 'FR', 'FRA', 'France']],
  llx_societe: [
    party(1, 'Fonderie Étincelle', 'Albi', '0536490010'), party(2, "Café de l'Écluse", 'Castres', '0536490011'), party(3, 'Verrerie du Tarn', 'Gaillac', '0536490012'),
  ],
  llx_socpeople: [[1, 1, made, made, 1, 'Garric', 'Théo', 'Atelier', '0639980010', 'theo@p1.example', 1, 0]],
  llx_user: [[1, 1, made, made, 'nbres', 'Bres', 'Nadia', 'nadia.bres@atelier.example', 1, 1, 1, 'never-to-be-read']],
  llx_categorie: [[1, 1, made, 0, 'Grands comptes', 2, '']],
  llx_categorie_societe: [[1, 1]],
};
const quoted = (value) => (typeof value === 'number' ? value : `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`);

/** The dump as text: three third parties, a contact, a user, a tag. */
export const sql = () => {
  const lines = ['-- MariaDB dump 10.19', '/*!40101 SET NAMES utf8mb4 */;'];
  for (const [table, columns] of Object.entries(tables)) {
    lines.push(`DROP TABLE IF EXISTS \`${table}\`;`, `CREATE TABLE \`${table}\` (`);
    lines.push(columns.map(([name, type]) => `  \`${name}\` ${type} DEFAULT NULL`).join(',\n'), ') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;');
    if (rows[table]) lines.push(`INSERT INTO \`${table}\` VALUES\n${rows[table].map((row) => `(${row.map(quoted).join(',')})`).join(',\n')};`);
  }
  lines.push('-- Dump completed', '');
  return lines.join('\n');
};

/** The same, compressed. */
export const dump = () => gzipSync(sql());

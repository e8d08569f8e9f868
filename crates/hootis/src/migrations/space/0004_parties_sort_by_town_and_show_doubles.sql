-- The list sorted by town, those without one last ('~' comes after every folded letter).
CREATE INDEX party_town_sort ON party (COALESCE(town_key, '~'), name_key, id) WHERE archived_at IS NULL;
-- Likely doubles, however a number was written or an address capitalised.
CREATE INDEX party_siren_compact ON party (REPLACE(siren, ' ', '')) WHERE siren IS NOT NULL;
CREATE INDEX party_siret_compact ON party (REPLACE(siret, ' ', '')) WHERE siret IS NOT NULL;
CREATE INDEX party_email_folded ON party (LOWER(email)) WHERE email IS NOT NULL;

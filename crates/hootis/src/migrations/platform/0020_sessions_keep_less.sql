-- Of a browser's name for itself a session keeps what its holder knows it by, and no more.
UPDATE session SET agent = '';

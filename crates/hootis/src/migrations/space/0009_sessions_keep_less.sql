-- Of a browser's name for itself a session keeps what its member knows it by, and no more.
UPDATE member_session SET agent = '';

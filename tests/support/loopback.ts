// Imported before anything that reads the settings: lets this file's own servers on this machine be fetched from.
process.env.FETCH_ALLOW = "127.0.0.1";

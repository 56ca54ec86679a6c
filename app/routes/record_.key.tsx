import { logFile } from "~/record/log-response.server";

/** The key that signs, as the record's own word: whoever kept it from elsewhere need not believe this one. */
export const loader = () => logFile("key");

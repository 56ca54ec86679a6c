import { logFile } from "~/record/log-response.server";

/** The newest signed checkpoint: how many entries, and the hash of their tree. */
export const loader = () => logFile("checkpoint");

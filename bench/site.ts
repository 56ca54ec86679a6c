import { serve } from "../server.ts";

// The site in a process of its own: it tells its parent the port.
const { port } = await serve();
process.send?.(port);

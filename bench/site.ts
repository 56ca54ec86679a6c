import { serve } from "../server.ts";

// The site in a process of its own: it tells its parent the port.
const { port } = await serve();
process.send?.(port);
// Asked for it, what it has worked since it started, in milliseconds of the processor.
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1_000);
});

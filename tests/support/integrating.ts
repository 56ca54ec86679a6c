import { integrateOnce } from "~/record/integrator/integrator.server";

// A process that does nothing but take acts into the record, again and again from the start, until it is killed.
for (;;) {
  const taken = await integrateOnce();
  if (taken.ok) process.stdout.write(`${taken.value}\n`);
}

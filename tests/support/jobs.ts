/** Runs every job that is due, mail included. */
export async function doJobs(): Promise<void> {
  // Loaded late: the handlers read the settings, and a journey sets its port before it serves.
  const [{ handlers }, { runDueJobs }] = await Promise.all([
    import("~/jobs.server"),
    import("~/platform/jobs/worker.server"),
  ]);
  await runDueJobs(handlers);
}

/** The same once all acts so far are signed, for what waits for that. */
export async function signAndDoJobs(): Promise<void> {
  const { integrateOnce } = await import("~/record/integrator/integrator.server");
  await integrateOnce();
  await doJobs();
}

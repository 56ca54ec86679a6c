/** Runs every job that is due, mail included. */
export async function doJobs(): Promise<void> {
  // Loaded late: the handlers read the settings, and a journey sets its port before it serves.
  const [{ handlers }, { runDueJobs }] = await Promise.all([
    import("~/jobs.server"),
    import("~/platform/jobs/worker.server"),
  ]);
  await runDueJobs(handlers);
}

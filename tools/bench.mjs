// What the benchmarks have in common.

/** How often to repeat a measurement: RUNS, or `fallback`. */
export const runsOr = (fallback) => Number(process.env.RUNS || fallback);

/**
 * Runs a benchmark. `main` gets a list to which it adds what has to be closed at the end, successful or not. An error is
 * printed after the benchmark's `name`, and makes the process fail.
 */
export async function bench(name, runs, main) {
  const cleanUp = [];
  try {
    if (!Number.isInteger(runs) || runs < 1) throw new Error(`RUNS is '${process.env.RUNS}'; expected an integer of at least 1`);
    await main(cleanUp);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  } finally {
    for (const step of cleanUp.reverse()) await step().catch((error) => console.error(`${name}: ${error.message}`));
  }
}

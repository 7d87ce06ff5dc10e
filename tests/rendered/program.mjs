// The command line under test, as the arguments of node's `execFileSync` and `spawnSync`. tools/test.sh names the
// program that it has compiled; otherwise cargo compiles it.

const compiled = process.env.SUMMIT_BRIEF_PROGRAM;

export const summitBrief = (options) =>
  compiled ? [compiled, options] : ["cargo", ["run", "--quiet", "--features", "cli", "--", ...options]];

// The command line under test, as arguments for node's `execFileSync` and `spawnSync`. SUMMIT_BRIEF_PROGRAM names the
// program if tools/test.sh has compiled it already; otherwise cargo compiles it.

const compiled = process.env.SUMMIT_BRIEF_PROGRAM;

export const summitBrief = (options) =>
  compiled ? [compiled, options] : ["cargo", ["run", "--quiet", "--features", "cli", "--", ...options]];

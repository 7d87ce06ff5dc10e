// A reporter for node's test runner. Prints the totals as cargo's test suites do, so that one parser reads them all.

export default async function* closing(events) {
  let passed = 0;
  let failed = 0;
  let ignored = 0;
  for await (const { type, data } of events) {
    // Each file is reported as a test, too; only the tests that it contains count.
    if (data?.nesting !== 0 || data.details?.type === "suite" || data.name?.endsWith(".mjs")) continue;
    if (type === "test:pass" && data.skip !== undefined) ignored += 1;
    else if (type === "test:pass") passed += 1;
    if (type === "test:fail") failed += 1;
  }
  yield `test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; ${ignored} ignored;\n`;
}

// A reporter for node's test runner. Prints the closing line of cargo's test suites, so that one parser reads them all.

export default async function* closing(events) {
  let passed = 0;
  let failed = 0;
  let ignored = 0;
  for await (const { type, data } of events) {
    // Files are reported as tests that contain their tests; only the latter count.
    if (data?.nesting !== 0 || data.details?.type === "suite" || data.name?.endsWith(".mjs")) continue;
    if (type === "test:pass" && data.skip !== undefined) ignored += 1;
    else if (type === "test:pass") passed += 1;
    if (type === "test:fail") failed += 1;
  }
  yield `test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; ${ignored} ignored;\n`;
}

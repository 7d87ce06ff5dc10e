// What the page-load bench notes inside the page. Runs there, before the page's own scripts, so it refers to nothing
// outside itself. All times are milliseconds since the navigation began.

export function probe() {
  const noted = { shifts: [], longTasks: [], errors: [] };
  window.bench = noted;

  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") noted.fcp = startTime;
  });
  observe("largest-contentful-paint", ({ startTime }) => (noted.lcp = startTime));
  observe("layout-shift", ({ value, startTime, sources }) => {
    noted.shifts.push({ value, startTime, moved: sources.map(({ node }) => node?.className || node?.nodeName) });
  });
  observe("longtask", ({ startTime, duration }) => noted.longTasks.push({ startTime, duration }));
  addEventListener("sb-error", ({ detail }) => noted.errors.push(detail?.message));

  const frame = () => {
    const now = performance.now();
    // From the first frame in which it has a box, a click on it opens the card: <details> needs no script.
    if (document.querySelector("summit-brief summary")?.getClientRects().length) noted.openable ??= now;
    // Only the live tree has a timer, while there is something to count down to: the demo's clock sees to that.
    if (document.querySelector("summit-brief [role=timer]")?.textContent.trim()) noted.running ??= now;
    if (noted.openable === undefined || noted.running === undefined) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

// Records the measurements of bench-load.mjs inside the page. The function runs there, before the page's own scripts,
// so it must not refer to anything outside itself. All times are in milliseconds since the navigation started.

export function probe() {
  const recorded = { shifts: [], longTasks: [], errors: [] };
  window.bench = recorded;

  const observe = (type, record, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type, buffered: true, ...options });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") recorded.fcp = startTime;
  });
  observe("largest-contentful-paint", ({ startTime }) => (recorded.lcp = startTime));
  observe("layout-shift", ({ value, startTime, sources }) => {
    recorded.shifts.push({ value, startTime, moved: sources.map(({ node }) => node?.className || node?.nodeName) });
  });
  observe("longtask", ({ startTime, duration }) => recorded.longTasks.push({ startTime, duration }));
  const onEvent = ({ interactionId, startTime, duration }) => {
    if (!interactionId) return;
    recorded.tapped ??= startTime;
    recorded.inp = Math.max(duration, recorded.inp ?? 0);
  };
  observe("event", onEvent, { durationThreshold: 16 });
  addEventListener("sb-error", ({ detail }) => recorded.errors.push(detail?.message));

  const frame = () => {
    const now = performance.now();
    // From the first frame in which the card has a box, a click opens it, because <details> needs no script.
    if (document.querySelector("summit-brief .sb-card summary")?.getClientRects().length) recorded.openable ??= now;
    // Only the live tree has a timer, and only before a session. The demo's clock starts before one.
    if (document.querySelector("summit-brief [role=timer]")?.textContent.trim()) recorded.running ??= now;
    if (recorded.openable === undefined || recorded.running === undefined) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

// Records what happens on a page, for the tests. Runs before all other scripts and changes nothing that readers see.
// If `__start` is set, the clock stays at that time until a test advances it.
(() => {
  const seen = { lines: [], events: [], toggles: [], countdowns: {}, intervals: 0, timeouts: new Set() };
  window.__seen = seen;

  const words = (text) => text.replace(/\s+/g, " ").trim();

  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...parts) => {
      seen.lines.push(parts.map(String).join(" "));
      original.apply(console, parts);
    };
  }
  // The error events of scripts and style sheets do not bubble: listen in the capture phase.
  addEventListener("error", (event) => {
    const { message, target } = event;
    const line = message ? `uncaught: ${message.replace(/^Uncaught /, "")}` : `not loaded: ${target.src ?? target.href}`;
    seen.lines.push(line);
    // A later listener may call preventDefault(), which keeps the error off the console.
    real.setTimeout.call(window, () => {
      if (event.defaultPrevented) seen.lines.splice(seen.lines.indexOf(line), 1);
    });
  }, true);
  addEventListener("unhandledrejection", (event) => seen.lines.push(`unhandled: ${event.reason}`));
  for (const name of ["sb-ready", "sb-error"]) {
    addEventListener(name, ({ target, detail }) => seen.events.push({ name, id: target.id, detail }));
  }

  addEventListener("sb-toggle", ({ target, detail, composed }) => {
    seen.toggles.push({ element: target.id, detail, composed, ready: seen.events.some(({ name }) => name === "sb-ready") });
  });

  // Every value that each countdown shows, in order.
  const shown = {};
  const recordCountdowns = () => {
    for (const [index, element] of document.querySelectorAll("summit-brief").entries()) {
      const timer = element.querySelector("[role=timer]");
      const key = element.id || index;
      const value = timer && words(timer.querySelector(".sb-figures").innerText);
      if (value && value !== shown[key]) (seen.countdowns[key] ??= []).push(value);
      shown[key] = value;
    }
  };
  new MutationObserver(recordCountdowns).observe(document, { childList: true, characterData: true, subtree: true });

  // Counts the pending timers; with a stopped clock, also replaces them.
  const real = { Date, setTimeout: window.setTimeout, setInterval: window.setInterval, clearTimeout: window.clearTimeout };
  window.setInterval = (...rest) => {
    seen.intervals += 1;
    return real.setInterval.apply(window, rest);
  };
  if (window.__start === undefined) {
    window.setTimeout = (callback, delay, ...rest) => {
      const id = real.setTimeout.call(window, () => {
        seen.timeouts.delete(id);
        callback(...rest);
      }, delay);
      seen.timeouts.add(id);
      return id;
    };
    window.clearTimeout = (id) => {
      seen.timeouts.delete(id);
      real.clearTimeout.call(window, id);
    };
    return;
  }

  let now = Date.parse(window.__start);
  let last = 0;
  const queue = new Map();
  seen.timeouts = queue;
  window.Date = class extends real.Date {
    constructor(...parts) {
      if (parts.length) super(...parts);
      else super(now);
    }
    static now() {
      return now;
    }
  };
  window.setTimeout = (callback, delay, ...rest) => {
    // As in browsers, a delay of more than 31 bits counts as 0.
    const wait = delay > 0x7fffffff ? 0 : Math.max(0, Number(delay) || 0);
    queue.set(++last, { due: now + wait, callback: () => callback(...rest) });
    return last;
  };
  window.clearTimeout = (id) => queue.delete(id);
  // Lets everything pending run: promises, effects, mutation observers.
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      // Uses postMessage: in WebKit, the messages of a MessageChannel take a detour through another process.
      await new Promise((resolve) => {
        addEventListener("message", resolve, { once: true });
        postMessage(0, location.origin);
      });
    }
  };
  // Advances the clock by `ms`. With `jump`, moves it at once, as when a laptop wakes up: timers that are due then run
  // late, at the end.
  seen.advance = async (ms, jump = false) => {
    const end = now + ms;
    if (jump) now = end;
    for (;;) {
      const next = [...queue].filter(([, timer]) => timer.due <= end).sort(([, a], [, b]) => a.due - b.due)[0];
      if (!next) break;
      const [id, timer] = next;
      now = Math.max(now, timer.due);
      queue.delete(id);
      timer.callback();
      await settle();
    }
    now = end;
    await settle();
  };
  // Changes the clock by `ms`, as when it is set by hand or over the network. Timeouts keep their remaining delay.
  seen.shift_clock = (ms) => {
    now += ms;
    for (const timer of queue.values()) timer.due += ms;
  };
})();

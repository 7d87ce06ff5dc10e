// The page in an <iframe> (static/embed.html): a widget as the page's address says. Tells the page around it how high it is,
// opens links outside the frame, and says so where it may not.

// Attributes that the address may set. Not `brief` and `strings`: whoever writes an address must not write the publisher's
// words.
const ATTRIBUTES =
  "src as-of zone zones hour-cycle heading-level expand order refresh calendar remember lang dir print".split(" ");
const ADDRESSES = ["src", "calendar"];
const root = document.documentElement;
const parameters = new URLSearchParams(location.search);

/** The origins besides the page's own whose briefs and calendars it shows: those that `config.json` beside it lists. */
const allowedOrigins = async () => {
  const address = new URL("config.json", location).href;
  const response = await fetch(address).catch(() => ({}));
  if (!response.ok) return [];
  const { origins } = await response.json().catch(() => ({}));
  if (!Array.isArray(origins)) throw Error(`${address}: expected {"origins": ["https://…"]}`);
  return origins;
};

/**
 * The address in a parameter. Throws if this page must not show what is there. In a sandbox, the page has no origin, so it
 * compares addresses.
 */
const checked = async (name) => {
  const text = parameters.get(name);
  if (!URL.canParse(text, location)) throw Error(`${name}: “${text}” is not an address`);
  const url = new URL(text, location);
  if (url.protocol === location.protocol && url.host === location.host) return url.href;
  if (/^https?:$/.test(url.protocol) && (await allowedOrigins()).includes(url.origin)) return url.href;
  throw Error(`${name}: ${url.href} is of another origin, which config.json beside embed.html does not list`);
};

/** Adds the widget. If its address is refused, the page says that it is not available. */
const show = async () => {
  const element = document.createElement("summit-brief");
  // Light, unless the page around supports dark.
  root.style.colorScheme = parameters.get("color-scheme");
  // The frame has been loaded because the reader is near.
  element.setAttribute("loading", "eager");
  try {
    if (!parameters.get("src")) throw Error("embed.html: the address has no ?src=, which names the brief");
    for (const name of ATTRIBUTES) {
      if (!parameters.has(name)) continue;
      element.setAttribute(name, ADDRESSES.includes(name) ? await checked(name) : parameters.get(name));
    }
  } catch (error) {
    console.error(`summit-brief: ${error.message}`);
    element.removeAttribute("src");
    root.dataset.refused = "";
  }
  document.body.prepend(element);
  if ("refused" in root.dataset) watchHeight();
};

let reported; // the height that the page around knows

/** Notes whether the frame is as high as the page, which then needs no scroll bar. */
const checkFit = () => root.toggleAttribute("data-fits", innerHeight >= reported);

/** Reports the height, in the words that the common scripts of hosts listen to. */
const report = () => {
  const height = Math.ceil(root.getBoundingClientRect().height);
  if (height === reported) return;
  reported = height;
  const child = parameters.get("childId"); // from pym.js
  for (const message of [
    { type: "set-height", height }, // embed-parent.js, and others
    { sentinel: "amp", type: "embed-size", height },
    { "datawrapper-height": { "summit-brief": height } },
    child && `pymxPYMx${child}xPYMxheightxPYMx${height}`,
  ]) {
    if (message) parent.postMessage(message, "*");
  }
  // If the page around does not follow, the reader must be able to scroll.
  setTimeout(checkFit, 1000);
};

const heightObserver = new ResizeObserver(report);

/** Reports the height now and whenever it changes; not before, because an empty page would shrink the frame. */
const watchHeight = () => {
  report();
  heightObserver.observe(root);
};

addEventListener("sb-ready", () => {
  document.title = document.querySelector(".sb-title").textContent;
  root.lang = document.querySelector(".sb").lang;
  watchHeight();
});
addEventListener("sb-error", watchHeight);
addEventListener("message", ({ data, source }) => {
  if (source !== parent || data?.type !== "get-height" || !reported) return;
  reported = undefined;
  report();
});
addEventListener("resize", checkFit);

const note = document.getElementById("note");

/** Shows a phrase and an address below what the reader used, until the focus leaves them. */
const say = (phrase, address, used) => {
  const words = getComputedStyle(root).getPropertyValue(phrase).slice(1, -1);
  const code = document.createElement("b");
  code.textContent = address;
  note.replaceChildren(words, " ", code);
  note.style.top = `${used.getBoundingClientRect().bottom + scrollY + 4}px`;
  note.showPopover?.();
  note.focus({ preventScroll: true });
  note.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // or it would close a list that the note stands over
    used.focus({ preventScroll: true });
  };
};

note.addEventListener("blur", () => {
  note.hidePopover?.();
  note.replaceChildren();
});

/** Says that a file may not appear, unless the page is in no sandbox. */
const sayNoFile = (used) => {
  if (origin === "null") say("--no-file", location.href, used);
};

/** Opens an address in a window of its own; returns whether that is allowed. */
const opens = (address) => {
  try {
    const opened = open(address);
    if (opened) opened.opener = null;
    return Boolean(opened);
  } catch {
    return false; // Firefox, in a sandbox
  }
};

addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // A link to a card or session of this page.
  if (link.hash && link.href.replace(link.hash, "") === location.href.replace(location.hash, "")) return;
  if (!/^https?:$/.test(link.protocol) || link.dataset.provider === "ics") {
    sayNoFile(link);
    return;
  }
  event.preventDefault();
  if (!opens(link.href)) say("--no-link", link.href, link);
});
addEventListener("sb-calendar", ({ detail }) => {
  // A hosted file is a link, which the handler above sees.
  if (detail.provider === "ics" && document.activeElement.localName === "button") sayNoFile(document.activeElement);
});

// A popover in the middle of a frame that is higher than the screen may be out of sight.
addEventListener(
  "toggle",
  ({ target, newState }) => {
    if (newState !== "open" || !target.matches(".sb-calendar")) return;
    const { bottom } = document.querySelector(`[popovertarget="${target.id}"]`).getBoundingClientRect();
    const top = Math.max(8, Math.min(bottom + 8, innerHeight - target.offsetHeight - 8));
    Object.assign(target.style, { marginBlock: "0", top: `${top}px`, bottom: "auto" });
  },
  true,
);

show();

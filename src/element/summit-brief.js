// The loader: defines <summit-brief>, finds its brief, decides when to fetch that and WebAssembly, and restores the
// static tree of every element if WebAssembly fails. The core, in Rust, does the rest. The build replaces VERSION and DEBUG_PATH.
import { fetchWasm, importGlue } from "./files.js";
import { define, loadIntl } from "./summit-time.js";

const NEAR = "400px"; // from the viewport
const START_EVENTS = ["pointerdown", "keydown", "focusin"];
const TIMEOUT_MS = 60_000; // of a request

let core; // the glue's exports, once the wasm is loaded
let loading; // the promise of the core, which all elements share
let failed; // the error, once the core has trapped
let onTrap; // handles that

const logged = new Set();
/** Logs an error once: several elements may have it, and each may have it several times. */
const log = ({ message }) => {
  if (!logged.has(message)) console.error(`summit-brief: ${message}`);
  logged.add(message);
};

const unreachable = (url) => () => {
  throw Error(`${url}: could not be fetched (no network or blocked)`);
};

/** The response from `url`, fetched with `options`. Rejects if there is none, or if its status is not 200 to 299. */
const get = async (url, options) => {
  const response = await fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(unreachable(url));
  if (!response.ok) throw Error(`${url}: the server answered ${response.status}`);
  return response;
};

const getText = async (url, options) => (await get(url, options)).text().catch(unreachable(url));

/** Loads the core, once for all elements. If that fails, the next call tries again. */
const load = () => {
  loading ??= (async () => {
    // Request both at the same time.
    const wasm = fetchWasm(get);
    wasm.catch(() => {}); // if the glue fails first, nothing else handles this rejection
    loadIntl();
    try {
      const glue = await importGlue(getText);
      await glue.default(wasm, onTrap, getText, log);
      core = glue;
    } catch (error) {
      loading = undefined;
      // Only the first line: WebKit adds which expression failed.
      throw Error(`WebAssembly did not start; the static version stays: ${error.message.match(/.*/)}`);
    }
  })();
  return loading;
};

// A press during the swap would be lost, because it would begin and end on different elements.
let pressed = false;
let waiting = [];
const press = ({ type, key }) => {
  if (type === "keydown" && key !== " " && key !== "Enter") return;
  pressed = type.endsWith("down");
  if (pressed) return;
  // After the release has taken effect.
  for (const proceed of waiting) setTimeout(proceed);
  waiting = [];
};
for (const type of ["pointerdown", "keydown", "pointerup", "pointercancel", "keyup", "blur"]) {
  addEventListener(type, press, true);
}

/** Resolves once the parser has passed the end of `element`. */
const parsed = async (element) => {
  while (document.readyState === "loading" && !element.nextSibling) await new Promise(requestAnimationFrame);
};

class SummitBrief extends HTMLElement {
  /** The version of the package. */
  static version = VERSION;

  static observedAttributes =
    "brief src as-of zone zones hour-cycle heading-level expand order refresh calendar strings remember lang".split(" ");

  static #connected = new Set();
  static #near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target, boundingClientRect } of entries) {
        if (isIntersecting === target.#hasFailed) continue;
        if (!target.#hasFailed) target.#start();
        // Far below what the reader sees, the room reserved for what will not come can go.
        else if (boundingClientRect.top > 0) target.#states?.add("failed");
      }
    },
    { rootMargin: NEAR },
  );

  static {
    // Once for all elements: logs one line and restores their static trees.
    onTrap = (error) => {
      if (failed) return;
      failed = Error(`WebAssembly failed; the static version stays: ${error.message.match(/.*/)}`);
      for (const element of SummitBrief.#connected) element.#restore();
    };
  }

  // live: the live tree is shown. failed: nothing will come. empty: nothing came, and there is nothing else to read.
  // Copies of the element lack them, and so do older engines.
  #states = this.attachInternals().states;
  #clicked = new WeakSet(); // prerendered cards whose headings were clicked, noted for the core
  #property; // the JSON of the brief that a script has set
  #calls = []; // of methods, until the element is live
  #started = false;
  #request; // the latest; an earlier one finds another here, and stops
  #hasFailed = false; // whether the latest request has
  #live; // the live widget, shown or about to be
  #origin; // where its brief comes from
  #text; // the JSON of that brief
  #observer = new MutationObserver(() => this.#onRewritten());

  connectedCallback() {
    SummitBrief.#connected.add(this);
    // A script may have set the property before the class was defined.
    if (Object.hasOwn(this, "brief")) {
      const { brief } = this;
      delete this.brief;
      this.brief = brief;
    }
    if (failed) this.#restore();
    else this.#wait();
    if (!failed) this.#live?.call("connect", true);
  }

  disconnectedCallback() {
    SummitBrief.#connected.delete(this);
    this.#stopWaiting();
    if (!failed) this.#live?.call("connect", false);
  }

  attributeChangedCallback(name) {
    if (name === "brief") this.#origin = undefined;
    this.#refresh();
  }

  /** Starts for a reason: the reader comes near, the fragment names a card, or the element says so. */
  async #wait() {
    this.#markCopy();
    await parsed(this);
    if (!this.isConnected) return;
    if (this.#started) return this.#refresh();
    this.addEventListener("click", this.#onClick);
    this.#observer.observe(this, { childList: true });
    if (this.getAttribute("loading") === "eager" || this.#isTarget()) return this.#start();
    this.#watch();
    addEventListener("hashchange", this.#onHash);
  }

  /** Waits until the reader comes near, or uses the element. */
  #watch() {
    SummitBrief.#near.observe(this);
    for (const type of START_EVENTS) this.addEventListener(type, this.#start);
  }

  #stopWaiting() {
    SummitBrief.#near.unobserve(this);
    for (const type of START_EVENTS) this.removeEventListener(type, this.#start);
    removeEventListener("hashchange", this.#onHash);
    removeEventListener("visibilitychange", this.#onVisible);
  }

  #start = () => {
    this.#stopWaiting();
    this.#started = true;
    this.#refresh();
  };

  #onClick = ({ target }) => {
    const heading = target.closest("summary");
    if (heading) this.#clicked.add(heading.parentNode);
  };

  #onHash = () => {
    if (this.#isTarget()) this.#start();
  };

  #onVisible = () => {
    if (!document.hidden) this.#start();
  };

  /** Whether the page's fragment may name a card of this element. An empty element does not know its cards yet. */
  #isTarget() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {} // malformed
    return id && (!this.firstElementChild || this.contains(document.getElementById(id)));
  }

  /** Marks a copy of a live tree: it shows another moment and another reader's time, and its controls do nothing. */
  #markCopy() {
    const tree = this.querySelector(":scope > .sb--live");
    if (tree && !this.#live) tree.className = "sb sb--copy";
  }

  /**
   * Where the brief comes from, and its JSON or a promise of it; undefined if there is none yet. If there is another
   * brief beside `src`, that one is shown at once, and the live tree looks for a newer version at `src`.
   */
  #source() {
    const src = this.getAttribute("src")?.trim();
    if (src && src === this.#origin) return [src, this.#text];
    if (this.#property) return ["brief property", this.#property];
    const attribute = this.getAttribute("brief");
    if (attribute?.startsWith("[object")) {
      console.warn(`summit-brief: brief="${attribute}" is not JSON; set property brief`);
    } else if (attribute) return ["brief attribute", attribute];
    const script = this.querySelector(":scope > script[type='application/json']");
    if (script) return ["inline brief", script.textContent];
    return src && [src, getText(src)];
  }

  /** Once started, shows the brief as the attributes say. Changes in the same task cause one request. */
  async #refresh() {
    if (!this.#started || !this.isConnected || failed) return;
    const request = (this.#request = {});
    const isStale = () => request !== this.#request || !this.isConnected || failed;
    await parsed(this);
    if (isStale()) return;
    const source = this.#source();
    // A framework may still set one. Until then, nothing has failed.
    if (!source) return this.#flush();
    try {
      const [text] = await Promise.all([source[1], load()]);
      if (!isStale()) await this.#show(source[0], text, isStale);
    } catch (error) {
      if (error.name === "RuntimeError") onTrap(error);
      else if (!isStale()) this.#fail(error);
    }
  }

  async #show(origin, text, isStale) {
    const before = this.#live;
    // In a translated tree, another brief would keep the words of this one.
    const live = before && (text === this.#text || !before.isTranslated) ? before : this.#newLive();
    const problem = await live.read(text);
    if (isStale()) return;
    if (problem) throw Error(`${origin}: ${problem}`);
    if (live !== before) before?.end();
    this.#live = live;
    this.#origin = origin;
    this.#text = text;
    this.#hasFailed = false;
    live.show(origin);
  }

  #newLive() {
    return new core.Live(this, {
      isReleased: (proceed) => !pressed || (waiting.push(proceed), false),
      wasClicked: (card) => this.#clicked.has(card),
      onReady: () => {
        this.#states?.clear();
        this.#states?.add("live");
        this.#flush();
      },
      onRewritten: () => this.#onRewritten(),
      onProblem: (problem) => this.#fail(Error(`${this.#origin}: ${problem}`)),
      dispatch: this.#dispatch,
      show: (origin, text) => this.#show(origin, text, () => false),
    });
  }

  /** The page has changed the child nodes, or the class of the live tree. */
  #onRewritten() {
    if (this.#live?.isShown) {
      if (!this.#live.isRewritten || failed) return;
      this.#live.end();
      this.#live = this.#origin = undefined;
      this.#states?.delete("live");
      this.#markCopy();
    }
    this.#refresh();
  }

  /** Opens every card. */
  expandAll() {
    this.#call("setAll", true);
  }

  /** Closes every card. */
  collapseAll() {
    this.#call("setAll", false);
  }

  /** Opens the card of the issue with this id. */
  open(id) {
    this.#call("open", String(id));
  }

  /** A copy of the current brief; undefined until there is one. */
  get brief() {
    const text = this.#text ?? this.#property;
    return text && JSON.parse(text);
  }

  /** Shows this brief instead of the one in an attribute or inline; null goes back to those. */
  set brief(brief) {
    this.#property = JSON.stringify(brief ?? undefined);
    this.#origin = undefined;
    this.#refresh();
  }

  /** Calls a method of the core, once the widget is live. */
  #call(method, value) {
    this.#calls.push([method, value]);
    if (this.#live?.isShown || failed) this.#flush();
    else this.#start();
  }

  /** Carries out the calls. Without a live tree, they open and close the static cards. */
  #flush() {
    const bodies = [...this.querySelectorAll("details > [id]")];
    for (const [method, value] of this.#calls.splice(0)) {
      if (this.#live?.isShown) this.#live.call(method, value);
      else if (method === "setAll") for (const body of bodies) body.parentNode.open = value;
      else {
        // The id of the brief comes before that of the issue.
        const named = bodies.filter(({ id }) => id.endsWith(`-${value}`));
        named.sort((one, other) => one.id.length - other.id.length);
        if (named[0]) named[0].parentNode.open = true;
      }
    }
  }

  /** Restores the static tree. */
  #restore() {
    this.#live?.restore();
    this.#live = undefined;
    this.#states?.delete("live");
    this.#fail(failed);
  }

  /** Logs and reports an error. Unless it is final, the next interaction tries again, or the page's next appearance. */
  #fail(error) {
    log(error);
    this.#stopWaiting();
    this.#hasFailed = true;
    const isShown = ({ nodeType, localName, data }) => (localName ? localName !== "script" : nodeType === 3 && data.trim());
    if (![...this.childNodes].some(isShown)) this.#states?.add("empty");
    this.#watch();
    addEventListener("visibilitychange", this.#onVisible);
    this.#flush();
    this.#dispatch("sb-error", { message: error.message });
  }

  #dispatch = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  };
}

/** Replaces the elements that stand for <summit-brief> where a content filter removes unknown tags. */
const replaceStandIns = () => {
  for (const standIn of document.querySelectorAll("[data-summit-brief]")) {
    const element = document.createElement("summit-brief");
    for (const { name, value } of standIn.attributes) element.setAttribute(name.replace("data-", ""), value);
    element.removeAttribute("summit-brief"); // the mark
    element.append(...standIn.childNodes);
    standIn.replaceWith(element);
  }
};

define("summit-brief", SummitBrief);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", replaceStandIns);
else replaceStandIns();

// For developers: shows what is wrong with the page's widgets.
if (/[?&]sb-debug/.test(location)) import(DEBUG_PATH);

// The loader: defines <summit-brief>, decides when to fetch WebAssembly, and restores the static tree of every element
// if WebAssembly fails. The core, in Rust, does the rest. The build replaces GLUE_PATH with the address of the glue
// (the names of the glue and the wasm contain the same hash), and UNAVAILABLE with a sentence.
import { copyRows } from "./copy-rows.js";
import "./summit-time.js";

const GLUE = new URL(GLUE_PATH, import.meta.url).href;
const NEAR = "400px"; // from the viewport
const START_EVENTS = ["pointerdown", "keydown", "focusin"];

let loading; // the promise of the core, which all elements share
let failed; // true once the core has failed

const load = async () => {
  // Request both at the same time.
  const wasm = fetch(GLUE.replace(/\.js$/, "_bg.wasm"));
  wasm.catch(() => {}); // if the glue fails first, nothing else handles this rejection
  const core = await import(GLUE);
  await core.default({ module_or_path: wasm });
  return core;
};

// A press during the swap would be lost, because it would begin and end on different elements.
let pressed = false;
let waiting = [];
const press = ({ type, key }) => {
  if (type === "keydown" && key !== " " && key !== "Enter") return;
  pressed = type.endsWith("down");
  if (pressed) return;
  for (const proceed of waiting) setTimeout(proceed);
  waiting = [];
};
for (const type of ["pointerdown", "keydown", "pointerup", "pointercancel", "keyup", "blur"]) {
  addEventListener(type, press, true);
}

/** Calls `proceed` once nothing is pressed: immediately, or after the release has taken effect. */
const whenReleased = (proceed) => {
  if (pressed) waiting.push(proceed);
  else proceed();
};

class SummitBrief extends HTMLElement {
  static observedAttributes = ["src", "as-of", "zone", "zones", "hour-cycle", "heading-level", "expand", "order", "remember", "lang"];

  static #connected = new Set();
  static #near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#start();
    },
    { rootMargin: NEAR },
  );

  /** Handles the failure of the core, once for all elements: logs one line and restores their static trees. */
  static #coreFailed(error) {
    if (failed) return;
    failed = true;
    console.error(`summit-brief: WebAssembly failed; the static version stays: ${String(error?.message ?? error).trim()}`);
    for (const element of SummitBrief.#connected) element.#restore(String(error));
  }

  static {
    // A panic is a trap, and surfaces as an uncaught error wherever the browser called the core.
    const onUncaught = (event) => {
      const error = event.error ?? event.reason;
      // The name of the wasm begins with the glue's.
      const isOurs = error?.name === "RuntimeError" && String(error.stack).includes(GLUE.replace(/\.js$/, ""));
      if (!loading || !isOurs) return;
      event.preventDefault();
      SummitBrief.#coreFailed(error);
    };
    addEventListener("error", onUncaught);
    addEventListener("unhandledrejection", onUncaught);
  }

  #instance;
  #original; // the child nodes that the live tree replaces
  #clicked = new WeakSet(); // prerendered cards whose headings were clicked, noted for the core
  #brief; // the JSON of the brief that a script has set

  connectedCallback() {
    SummitBrief.#connected.add(this);
    // A script may have set the property before the class was defined.
    if (Object.hasOwn(this, "brief")) {
      const { brief } = this;
      delete this.brief;
      this.brief = brief;
    }
    if (failed) this.#restore("WebAssembly failed");
    else if (this.#instance) this.#instance.connect(true);
    else {
      this.addEventListener("click", this.#onClick);
      this.addEventListener("copy", copyRows);
      if (this.getAttribute("loading") === "eager" || this.#isTarget()) this.#start();
      else {
        SummitBrief.#near.observe(this);
        for (const type of START_EVENTS) this.addEventListener(type, this.#start);
        addEventListener("hashchange", this.#onHash);
      }
    }
  }

  disconnectedCallback() {
    SummitBrief.#connected.delete(this);
    this.#stopWaiting();
    if (!failed) this.#instance?.connect(false);
  }

  attributeChangedCallback() {
    if (!failed) this.#instance?.attributeChanged();
  }

  #start = async () => {
    this.#stopWaiting();
    try {
      const { Instance } = await (loading ??= load());
      if (failed || this.#instance || !this.isConnected) return;
      this.#original = [...this.childNodes];
      const fail = (message) => {
        console.error(`summit-brief: ${message}`);
        this.#fail(message);
      };
      this.#instance = new Instance(this, whenReleased, (card) => this.#clicked.has(card), fail);
      if (this.#brief) this.#instance.setBrief(this.#brief);
    } catch (error) {
      SummitBrief.#coreFailed(error);
    }
  };

  /** Opens every card. */
  expandAll() {
    this.#whenLive("setAll", true);
  }

  /** Closes every card. */
  collapseAll() {
    this.#whenLive("setAll", false);
  }

  /** Opens the card of the issue with this id. */
  open(id) {
    this.#whenLive("open", String(id));
  }

  /** A copy of the current brief; undefined until there is one. */
  get brief() {
    const text = (!failed && this.#instance?.briefJson()) || this.#brief;
    return text && JSON.parse(text);
  }

  /** Shows this brief instead of the one in `src` or inline; null goes back to those. */
  set brief(brief) {
    this.#brief = brief ? JSON.stringify(brief) : undefined;
    if (!failed) this.#instance?.setBrief(this.#brief);
  }

  /** Calls a method of the core, once the widget is live. */
  #whenLive(method, value) {
    const call = () => failed || this.#instance[method](value);
    if (this.#live) call();
    else {
      this.addEventListener("sb-ready", call, { once: true });
      this.#start();
    }
  }

  get #live() {
    return this.querySelector(":scope > .sb:not(.sb--static)");
  }

  #onClick = ({ target }) => {
    const heading = target.closest("summary");
    if (heading) this.#clicked.add(heading.parentNode);
  };

  #onHash = () => {
    if (this.#isTarget()) this.#start();
  };

  #stopWaiting() {
    SummitBrief.#near.unobserve(this);
    for (const type of START_EVENTS) this.removeEventListener(type, this.#start);
    removeEventListener("hashchange", this.#onHash);
  }

  /** Whether the page's fragment may name a card of this element. An empty element does not know its cards yet. */
  #isTarget() {
    const id = location.hash.slice(1);
    return id !== "" && (!this.firstElementChild || this.contains(document.getElementById(id)));
  }

  /** Restores the static tree, with the cards that are open now. */
  #restore(message) {
    this.#stopWaiting();
    const live = this.#live;
    if (live && this.#original) {
      this.replaceChildren(...this.#original);
      for (const body of this.querySelectorAll("details > [id]")) {
        body.parentNode.open = live.querySelector(`[id="${body.id}"]`)?.parentNode.open;
      }
    }
    this.#instance = undefined;
    this.#fail(message);
  }

  /** Dispatches `sb-error`. An element that shows nothing gets a sentence for the reader. */
  #fail(message) {
    const isShown = ({ nodeType, localName, data }) => (localName ? localName !== "script" : nodeType === 3 && data.trim());
    if (![...this.childNodes].some(isShown)) {
      const sentence = document.createElement("p");
      sentence.className = "sb-message";
      sentence.textContent = UNAVAILABLE;
      this.append(sentence);
    }
    this.dispatchEvent(new CustomEvent("sb-error", { bubbles: true, composed: true, detail: { message } }));
  }
}

if (!customElements.get("summit-brief")) customElements.define("summit-brief", SummitBrief);

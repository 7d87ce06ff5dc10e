// The loader: defines <summit-brief>, decides when WebAssembly is worth fetching, and brings every widget back to
// its static tree when WebAssembly fails. Everything else is the core's. The build writes the glue's address in place
// of GLUE_PATH, whose hash the wasm shares, and a sentence in place of UNAVAILABLE.
import "./summit-time.js";

const GLUE = new URL(GLUE_PATH, import.meta.url).href;
const NEAR = "400px"; // from the viewport
const WAKING = ["pointerdown", "keydown", "focusin"];

let loading; // the promise of the one instance that all elements share
let dead; // true once that instance cannot be used any more

const load = async () => {
  // Asked for together: neither waits for the other.
  const wasm = fetch(GLUE.replace(/\.js$/, "_bg.wasm"));
  wasm.catch(() => {}); // awaited below, unless the glue fails first
  const core = await import(GLUE);
  await core.default({ module_or_path: wasm });
  return core;
};

// A press that straddles the exchange of trees would be lost: it would end on another element than it began on.
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

/** Calls `proceed` when nothing is pressed: at once, or just after the release has had its effect. */
const whenReleased = (proceed) => {
  if (pressed) waiting.push(proceed);
  else proceed();
};

class SummitBrief extends HTMLElement {
  static observedAttributes = ["src", "as-of", "zone", "zones", "hour-cycle", "heading-level", "expand", "remember", "lang"];

  static #connected = new Set();
  static #near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#start();
    },
    { rootMargin: NEAR },
  );

  /** The end of the core, for every element of the page: one line says why. */
  static #end(error) {
    if (dead) return;
    dead = true;
    console.error(`summit-brief: WebAssembly failed, the static version stays: ${String(error?.message ?? error).trim()}`);
    for (const element of SummitBrief.#connected) element.#restore(String(error));
  }

  static {
    // A panic ends in a trap, which surfaces wherever the browser called the core from.
    const uncaught = (event) => {
      const error = event.error ?? event.reason;
      // The name of the glue is the beginning of the wasm's.
      const ours = error?.name === "RuntimeError" && String(error.stack).includes(GLUE.replace(/\.js$/, ""));
      if (!loading || !ours) return;
      event.preventDefault();
      SummitBrief.#end(error);
    };
    addEventListener("error", uncaught);
    addEventListener("unhandledrejection", uncaught);
  }

  #instance;
  #kept; // the nodes whose place the live tree took
  #clicked = new Set(); // cards of the rendered tree whose heads were; the core is not there to notice
  #brief; // what a script gave, until the core takes it

  connectedCallback() {
    SummitBrief.#connected.add(this);
    // Set before the class was there.
    if (Object.hasOwn(this, "brief")) {
      const { brief } = this;
      delete this.brief;
      this.brief = brief;
    }
    if (dead) this.#restore("WebAssembly failed");
    else if (this.#instance) this.#instance.connect(true);
    else {
      this.addEventListener("click", this.#onClick);
      if (this.getAttribute("loading") === "eager" || this.#isTarget()) this.#start();
      else {
        SummitBrief.#near.observe(this);
        for (const type of WAKING) this.addEventListener(type, this.#start);
        addEventListener("hashchange", this.#onHash);
      }
    }
  }

  disconnectedCallback() {
    SummitBrief.#connected.delete(this);
    this.#stopWaiting();
    if (!dead) this.#instance?.connect(false);
  }

  attributeChangedCallback() {
    if (!dead) this.#instance?.changed();
  }

  #start = async () => {
    this.#stopWaiting();
    try {
      const { Instance } = await (loading ??= load());
      if (dead || this.#instance || !this.isConnected) return;
      this.#kept = [...this.childNodes];
      const fail = (message) => {
        console.error(`summit-brief: ${message}`);
        this.#fail(message);
      };
      this.#instance = new Instance(this, whenReleased, (card) => this.#clicked.has(card), fail);
      if (this.#brief) this.#instance.give(this.#brief);
    } catch (error) {
      SummitBrief.#end(error);
    }
  };

  /** Opens every card. */
  expandAll() {
    this.#ask("setAll", true);
  }

  /** Closes every card. */
  collapseAll() {
    this.#ask("setAll", false);
  }

  /** Opens the card of the issue with this id. */
  open(id) {
    this.#ask("open", String(id));
  }

  /** The brief at hand, as a copy; undefined until there is one. */
  get brief() {
    const text = (!dead && this.#instance?.text()) || this.#brief;
    return text && JSON.parse(text);
  }

  /** Shows this brief in place of the attribute's or the inline one; null: no longer. */
  set brief(brief) {
    this.#brief = brief ? JSON.stringify(brief) : undefined;
    if (!dead) this.#instance?.give(this.#brief);
  }

  /** Asks the core for something, once the widget is live. */
  #ask(name, value) {
    const ask = () => dead || this.#instance[name](value);
    if (this.#live) ask();
    else {
      this.addEventListener("sb-ready", ask, { once: true });
      this.#start();
    }
  }

  get #live() {
    return this.querySelector(":scope > .sb:not(.sb--static)");
  }

  #onClick = ({ target }) => this.#clicked.add(target.closest("summary")?.parentNode);

  #onHash = () => {
    if (this.#isTarget()) this.#start();
  };

  #stopWaiting() {
    SummitBrief.#near.unobserve(this);
    for (const type of WAKING) this.removeEventListener(type, this.#start);
    removeEventListener("hashchange", this.#onHash);
  }

  /** Whether the page's fragment names a card of this element; of an empty one nobody knows yet. */
  #isTarget() {
    const id = location.hash.slice(1);
    return id !== "" && (!this.firstElementChild || this.contains(document.getElementById(id)));
  }

  /** Puts the static tree back, with the cards open that are open now. */
  #restore(message) {
    this.#stopWaiting();
    const live = this.#live;
    if (live && this.#kept) {
      this.replaceChildren(...this.#kept);
      for (const body of this.querySelectorAll("details > [id]")) {
        body.parentNode.open = live.querySelector(`[id="${body.id}"]`)?.parentNode.open;
      }
    }
    this.#instance = undefined;
    this.#fail(message);
  }

  /** Without content of its own, an element says a sentence to its reader. */
  #fail(message) {
    const shows = ({ nodeType, localName, data }) => (localName ? localName !== "script" : nodeType === 3 && data.trim());
    if (![...this.childNodes].some(shows)) {
      const sentence = document.createElement("p");
      sentence.className = "sb-message";
      sentence.textContent = UNAVAILABLE;
      this.append(sentence);
    }
    this.dispatchEvent(new CustomEvent("sb-error", { bubbles: true, composed: true, detail: { message } }));
  }
}

if (!customElements.get("summit-brief")) customElements.define("summit-brief", SummitBrief);

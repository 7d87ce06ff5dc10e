// The live widget of one <summit-brief>: its instance of the core, and the tree that replaces the element's content.
// Loaded with the core. The build resolves "glue", and replaces LIVE_CSS with static/live.css, in which & stands for
// LIVE_SCOPE, the beginning of each selector, and MODULE with the name that it gives to the wasm's module.
import { Instance, initSync } from "glue";
import { copyRows } from "./copy-rows.js";
import { getText, languageOf, linesFor, loadWith, log, withStrings } from "./words.js";

// Elements that can have the focus in both trees.
const FOCUSABLE = ":is(summary, a[href], button):not(.sb-live *)";

let sheet;
/** Adds the rules for live trees to the document or shadow tree `root`. Engines without such sheets go without them. */
const addStyle = (root) => {
  try {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(LIVE_CSS.replaceAll("&", LIVE_SCOPE));
    const { adoptedStyleSheets } = root;
    if (!adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
  } catch {}
};

/** Ends the task, so that what precedes and what follows do not block the page together. Timeouts may be slow. */
const endTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });

/** Compiles the wasm. Engines compile while they load it only if it has its type. */
const compile = async (response) =>
  response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());

/** Starts the core, whose wasm is the response. From then on, calls `onTrap` with every trap, and the loader's functions. */
export default async (wasm, onTrap, ...functions) => {
  loadWith(...functions);
  // Meanwhile, most likely the language of its words.
  linesFor(document.documentElement.lang);
  initSync({ module: await compile(await wasm) });
  // A panic is a trap, and surfaces as an uncaught error wherever the browser called the core.
  const onUncaught = (event) => {
    const error = event.error ?? event.reason;
    if (error?.name !== "RuntimeError" || !String(error.stack).includes(MODULE)) return;
    event.preventDefault();
    onTrap(error);
  };
  addEventListener("error", onUncaught);
  addEventListener("unhandledrejection", onUncaught);
  await endTask();
};

export class Live {
  #element;
  #tree = document.createElement("div");
  #instance;
  #owner; // what the element's class does for it
  #followed; // the last `src` that was looked at
  #text; // the JSON of its brief
  #lines; // of the language of its words; undefined for English
  #replaced; // the child nodes that the tree has replaced; undefined before that

  /**
   * The live widget of `element`, whose class, the `owner`, provides: `isReleased` says whether nothing is pressed;
   * otherwise, it calls its argument after the release. `wasClicked` says whether a prerendered card was clicked.
   * `onReady`, `onRewritten` and `onProblem` are called when the tree is live, when the page has changed its class, and
   * when the core refuses the brief. `show` shows a newer version.
   */
  constructor(element, owner) {
    const { top, bottom } = element.getBoundingClientRect();
    const isPrerendered = element.querySelector(":scope > .sb") !== null;
    const host = {
      isReleased: () => owner.isReleased(() => this.#instance?.adopt()),
      wasClicked: owner.wasClicked,
      swap: () => {
        this.#swap();
        new MutationObserver(owner.onRewritten).observe(this.#tree, { attributeFilter: ["class"] });
      },
      dispatch: (name, detail) => {
        if (name === "sb-ready") {
          owner.onReady();
          this.#follow();
        }
        owner.dispatch(name, detail);
      },
      check: () => this.#check(),
      fail: owner.onProblem,
    };
    this.#owner = owner;
    this.#element = element;
    this.#tree.className = "sb sb--live";
    this.#tree.addEventListener("copy", copyRows);
    // How many widgets precede this one; 0 in a shadow tree.
    const number = Math.max(0, [...document.querySelectorAll("summit-brief")].indexOf(element));
    this.#instance = new Instance(element, this.#tree, host, number, isPrerendered, isPrerendered && bottom >= 0 && top < innerHeight);
  }

  /** Whether the tree has replaced the element's content. */
  get isShown() {
    return this.#replaced !== undefined;
  }

  /** Whether a translator has replaced text nodes. The core cannot change these words any more. */
  get isTranslated() {
    return this.#tree.querySelector("font") !== null;
  }

  /** Whether the page has put something else in the place of the tree. */
  get isRewritten() {
    const trees = this.#element.querySelectorAll(":scope > .sb");
    return trees.length !== 1 || trees[0] !== this.#tree || this.#isMorphed;
  }

  /** Whether the page has turned the tree into a static one, node by node. */
  get #isMorphed() {
    return this.#tree.matches(".sb--static");
  }

  /** Reads a brief (JSON), to be shown from now on, and the words for it. Returns why that is impossible. */
  async read(text) {
    const problem = text === this.#text ? undefined : this.#instance.read(text, false);
    if (problem !== undefined) return problem;
    this.#text = text;
    const lines = await linesFor(languageOf(this.#element) ?? JSON.parse(text).lang);
    this.#lines = await withStrings(lines, this.#element.getAttribute("strings"));
    if (!this.isShown) await endTask();
  }

  /** Shows the brief, which comes from `origin`, as the element's attributes say. */
  show(origin) {
    const src = this.#src;
    // An inline brief may be older than what `src` has; one that a script has set is so only if `src` changes later.
    if (origin === src || (origin !== "inline brief" && !this.#followed)) this.#followed = src;
    addStyle(this.#element.getRootNode());
    this.#instance.show(languageOf(this.#element), this.#lines);
    this.#follow();
  }

  get #src() {
    return this.#element.getAttribute("src")?.trim();
  }

  /** If there is another brief beside `src`, that may have a newer version. */
  #follow() {
    if (!this.isShown || this.#src === this.#followed) return;
    this.#followed = this.#src;
    this.#check();
  }

  /** Looks for a newer version of the brief. */
  async #check() {
    const src = this.#src;
    if (!src) return;
    let isGood = true;
    try {
      const text = await getText(src, { cache: "no-cache" });
      if (!this.#tree.isConnected || src !== this.#src) return;
      if (text !== this.#text) {
        const problem = this.#instance.read(text, true);
        if (problem) throw Error(`${src}: ${problem}`);
        this.#text = text;
        await this.#stay(() => this.#owner.show(src, text));
      }
    } catch (error) {
      if (error.name === "RuntimeError") throw error;
      isGood = false;
      log(error);
    }
    this.#instance.checked(isGood);
  }

  /** Carries out a change above what the reader sees, without moving that. Other engines do so by themselves. */
  async #stay(change) {
    const { bottom, top } = this.#element.getBoundingClientRect();
    await change();
    await undefined; // the core has rendered
    if (top >= 0 || CSS.supports("overflow-anchor", "auto")) return;
    scrollBy({ top: this.#element.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  }

  /** Calls a method of the instance. */
  call(method, value) {
    this.#instance[method](value);
  }

  /** Restores the child nodes that the tree has replaced, with the cards that are open now. */
  restore() {
    if (!this.#replaced) return;
    this.#element.replaceChildren(...this.#replaced);
    for (const card of this.#element.querySelectorAll(".sb-card__details")) {
      card.open = this.#tree.querySelector(`[id="${card.lastElementChild.id}"]`)?.parentNode.open;
    }
  }

  /** Ends the instance. The tree that now stands in the element stays, with the same cards open. */
  end() {
    if (!this.#isMorphed && this.isRewritten) this.#tree.remove();
    // The core and its listeners must not see these nodes any more.
    const rest = this.#tree.cloneNode();
    rest.append(...this.#tree.childNodes);
    this.#tree.replaceWith(rest);
    const open = this.#instance.end().split(" ");
    for (const card of this.#element.querySelectorAll(".sb-card__details")) {
      card.open = open.includes(card.lastElementChild.id);
    }
  }

  /**
   * Replaces the element's content, except for an inline brief, so that a copy of the element has it too. Carries over
   * the focus and an open popover. Keeps the page from moving on the reader's screen: if the element ends above the
   * viewport, everything below it stays where it is.
   */
  #swap() {
    const element = this.#element;
    const tree = this.#tree;
    const { scrollX, scrollY } = window;
    const { top, bottom } = element.getBoundingClientRect();
    const target = this.#counterpart(element.getRootNode().activeElement);
    const isTarget = element.querySelector(":target");
    const popover = element.querySelector("[popover]");
    // Engines without popovers reject the selector.
    const isOpen = popover?.showPopover && popover.matches(":popover-open");

    this.#replaced = [...element.childNodes];
    // A framework may remove a child, or insert one before a child, that the tree has replaced.
    const { removeChild, insertBefore } = HTMLElement.prototype;
    const isGone = (node) => this.#replaced.includes(node) && node.parentNode !== element;
    element.removeChild = (child) => (isGone(child) ? child : removeChild.call(element, child));
    element.insertBefore = (child, next) => insertBefore.call(element, child, isGone(next) ? null : next);
    element.replaceChildren(...element.querySelectorAll(":scope > script"), tree);

    if (isOpen) tree.querySelector("[popover]")?.showPopover();
    target?.focus({ preventScroll: true });
    // If the element begins in the viewport or below it, nothing in sight has moved.
    if (top >= 0 && !target) return;
    // Measured after the swap, because some engines compensate by themselves, and some scroll.
    const stay = () => {
      const behavior = "instant";
      if (bottom > 0) scrollTo({ left: scrollX, top: scrollY, behavior });
      else scrollBy({ top: element.getBoundingClientRect().bottom - bottom, behavior });
    };
    // The next frame lays out the page anyway. Before it, the core may scroll to a card that the fragment names.
    if (isTarget) stay();
    else requestAnimationFrame(stay);
  }

  /**
   * The counterpart in the tree of the element that has the focus: the one with the same text, and the same index among
   * the elements with that text. If it is gone, the first card.
   */
  #counterpart(focused) {
    if (!this.#element.contains(focused)) return undefined;
    const alike = (within) => [...within.querySelectorAll(FOCUSABLE)].filter((one) => one.textContent === focused.textContent);
    const index = alike(this.#element).indexOf(focused);
    return index < 0 ? undefined : (alike(this.#tree)[index] ?? this.#tree.querySelector(".sb-card__head"));
  }
}

// The loader: defines <summit-brief> and forwards its life to the WebAssembly core. It decides nothing.
// The build writes the hashed names of glue and wasm in place of GLUE.
const load = async () => {
  const core = await import(new URL("./GLUE.js", import.meta.url));
  await core.default({ module_or_path: new URL("./GLUE_bg.wasm", import.meta.url) });
  return core;
};
let loading;

class SummitBrief extends HTMLElement {
  static observedAttributes = ["src", "as-of", "zone", "zones", "hour-cycle", "heading-level", "expand", "lang"];
  #instance;

  async connectedCallback() {
    try {
      const { Instance } = await (loading ??= load());
      if (this.#instance) this.#instance.connect(this.isConnected);
      else if (this.isConnected) this.#instance = new Instance(this);
    } catch (error) {
      console.error(`summit-brief: ${error.message ?? error}`);
    }
  }

  disconnectedCallback() {
    this.#instance?.connect(false);
  }

  attributeChangedCallback() {
    this.#instance?.changed();
  }
}

if (!customElements.get("summit-brief")) customElements.define("summit-brief", SummitBrief);

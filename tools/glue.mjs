// Takes out of wasm-bindgen's glue what this project does not need: support for other hosts, other ways to start, and
// older engines. Each change must find its text, so that a new version of wasm-bindgen cannot lose one silently.

/** What each function becomes. */
const FUNCTIONS = {
  // Encodes at once. The original first tries ASCII, and grows the room if it has to.
  passStringToWasm0: `(text) {
    const bytes = cachedTextEncoder.encode(text);
    const ptr = wasm.__wbindgen_export(bytes.length, 1) >>> 0;
    getUint8ArrayMemory0().set(bytes, ptr);
    WASM_VECTOR_LEN = bytes.length;
    return ptr;
  }`,
  // The original replaces its decoder every two gigabytes, for Safari.
  decodeText: `(ptr, len) {
    return cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
  }`,
  // The originals keep their views.
  getDataViewMemory0: `() {
    return new DataView(wasm.memory.buffer);
  }`,
  getUint8ArrayMemory0: `() {
    return new Uint8Array(wasm.memory.buffer);
  }`,
  makeClosure: `(arg0, arg1, f, isMut) {
    const state = { a: arg0, b: arg1, cnt: 1 };
    const real = (...args) => {
      const { a } = state;
      state.cnt++;
      if (isMut) state.a = 0;
      try {
        return f(a, state.b, ...args);
      } finally {
        state.a = a;
        real._wbg_cb_unref();
      }
    };
    real._wbg_cb_unref = () => {
      if (--state.cnt) return;
      wasm.__wbindgen_export5(state.a, state.b);
      state.a = 0;
      CLOSURE_DTORS.unregister(state);
    };
    CLOSURE_DTORS.register(real, state, state);
    return real;
  }`,
  makeMutClosure: `(arg0, arg1, f) {
    return makeClosure(arg0, arg1, f, true);
  }`,
  addBorrowedObject: `(obj) {
    heap[--stack_pointer] = obj;
    return stack_pointer;
  }`,
  // Returns what imports call: errors go to Rust.
  handleError: `(f) {
    return (...args) => {
      try {
        return f(...args);
      } catch (error) {
        wasm.__wbindgen_export3(addHeapObject(error));
      }
    };
  }
  // Writes a text, which may be missing, to where Rust expects it.
  function returnText(at, text) {
    const ptr = isLikeNone(text) ? 0 : passStringToWasm0(text);
    getDataViewMemory0().setInt32(at + 4, WASM_VECTOR_LEN, true);
    getDataViewMemory0().setInt32(at, ptr, true);
  }
  function addOptional(value) {
    return isLikeNone(value) ? 0 : addHeapObject(value);
  }`,
  initSync: `({ module }) {
    wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
  }`,
};

/** What else is replaced: pattern, replacement, and how often at least. */
const PATTERNS = [
  // Nothing here frees an object. The registry does.
  [/    __destroy_into_raw\(\) \{\n[^]*?\n    \}\n    free\(\) \{\n[^]*?\n    \}\n/g, "", 1],
  [/if \(Symbol\.dispose\).*\n/g, "", 1],
  [/\(typeof FinalizationRegistry === 'undefined'\)\n.*\n    : /g, "", 2],
  [/cachedTextDecoder\.decode\(\);\n/g, "", 1],
  [/        __proto__: null,\n/g, "", 2],
  [/if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[^]*?\n\}\n/g, "", 1],
  [/, wasm\.__wbindgen_export, wasm\.__wbindgen_export2\)/g, ")", 10],
  [/function\(\) \{ return handleError\(function (\([^)]*\) \{\n[^]*?\n {8,12}\}), arguments\); \}/g, "handleError(function $1)", 20],
  [
    /(?:const|var) (ptr\d+) = (?:isLikeNone\((\w+)\) \? 0 : )?passStringToWasm0\((\w+)\);\n\s*(?:const|var) (len\d+) = WASM_VECTOR_LEN;\n\s*getDataViewMemory0\(\)\.setInt32\((\w+) \+ 4 \* 1, \4, true\);\n\s*getDataViewMemory0\(\)\.setInt32\(\5 \+ 4 \* 0, \1, true\);/g,
    "returnText($5, $3);",
    10,
  ],
  [
    /let result;\n\s*try \{\n\s*result = (.* instanceof \w+);\n\s*\} catch \(_\) \{\n\s*result = false;\n\s*\}\n\s*const ret = result;\n\s*return ret;/g,
    "return $1;",
    3,
  ],
  [/const ret = (.*);\n\s*return isLikeNone\(ret\) \? 0 : addHeapObject\(ret\);/g, "return addOptional($1);", 10],
  [/const ret = (.*);\n\s*return addHeapObject\(ret\);/g, "return addHeapObject($1);", 10],
  [/const ret = (.*);\n\s*return ret;/g, "return $1;", 10],
  [/: (?:handleError\()?function ?\(([^)]*)\) \{/g, (text, given) => `${text.includes("handleError") ? ": handleError(" : ": "}(${given}) => {`, 100],
];

/** The glue without that. */
export function simplified(glue) {
  let code = glue;
  for (const [pattern, replacement, count] of PATTERNS) {
    const found = code.match(pattern)?.length ?? 0;
    if (found < count) throw new Error(`the glue has ${found} instead of ${count} matches of ${pattern}`);
    code = code.replace(pattern, replacement);
  }
  for (const [name, text] of Object.entries(FUNCTIONS)) {
    const start = code.indexOf(`\nfunction ${name}(`);
    const end = code.indexOf("\n}\n", start);
    if (start < 0 || end < 0) throw new Error(`the glue has no function ${name}`);
    code = `${code.slice(0, start)}\nfunction ${name}${text}${code.slice(end + 2)}`;
  }
  return sorted(code);
}

/** The glue with its imports sorted by what they do, so that they compress better. */
function sorted(code) {
  const start = code.indexOf("const import0 = {\n") + "const import0 = {\n".length;
  const end = code.indexOf("\n    };\n", start);
  const entries = code.slice(start, end).split(/\n(?= {8}\w)/);
  if (entries.length < 100) throw new Error(`the glue has only ${entries.length} imports`);
  const text = (entry) => entry.slice(entry.indexOf(":"));
  entries.sort((one, other) => (text(one) < text(other) ? -1 : 1));
  return code.slice(0, start) + entries.join("\n") + code.slice(end);
}

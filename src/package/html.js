// The elements of a parsed page (parse5).

/** The elements below a node, in their order. The contents of templates do not count. */
export function* elementsIn(node) {
  const pending = [node];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next.tagName && next !== node) yield next;
    for (const child of (next.childNodes ?? []).toReversed()) pending.push(child);
  }
}

export const attribute = (element, name) => element.attrs.find((one) => one.name === name)?.value;
export const words = (element, name) => (attribute(element, name) ?? "").split(/\s+/).filter(Boolean);
export const textOf = (element) => element.childNodes.map(({ value }) => value ?? "").join("");

// Copies rows of the schedule as lines of tab-separated cells, with the column headings first. If a cell is laid out as
// a block, browsers copy it as several lines, without its heading. The build bundles this file with the glue.

const words = ({ textContent }) => textContent.trim().replace(/\s+/g, " ");

/** Handles a `copy` event. Does nothing if the selection lies within one cell, or extends beyond the schedule. */
export const copyRows = (event) => {
  const selection = getSelection();
  const container = selection.rangeCount && selection.getRangeAt(0).commonAncestorContainer;
  // Within one cell, the container is in that cell. Across cells, it is a row, a group of rows or the table.
  const table = container.closest?.("th, td") ? null : container.closest?.(".sb-schedule");
  if (!table) return;
  const isCopied = (row, index) => index === 0 || (row.checkVisibility() && selection.containsNode(row, true));
  const lines = [...table.rows].filter(isCopied).map((row) => `${[...row.cells].map(words).join("\t")}\n`);
  event.clipboardData.setData("text/plain", lines.join(""));
  event.preventDefault();
};

// After a refused form the focus is on the summary, which leads to the field.

/** @returns {boolean} whether there is a summary */
export function focusErrors() {
  const summary = document.getElementById("errors");
  summary?.focus();
  return summary !== null;
}

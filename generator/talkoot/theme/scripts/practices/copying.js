// @ts-check
// Buttons that copy the text beside them, for forms elsewhere.

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (button instanceof HTMLButtonElement) button.addEventListener("click", () => copy(button));
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const text = document.getElementById(button.dataset.copy ?? "");
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
  } catch {
    // Where the clipboard is closed to pages, the text is marked for the visitor's own Ctrl+C.
    getSelection()?.selectAllChildren(text);
    return;
  }
  const before = button.textContent;
  button.textContent = button.dataset.copied ?? before;
  setTimeout(() => (button.textContent = before), 2000);
}

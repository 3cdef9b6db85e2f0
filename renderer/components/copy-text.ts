/**
 * Puts a text into the clipboard; false where the browser refuses. The window grants no clipboard permission, but what a
 * person copies with a key or a click needs none (https://w3c.github.io/clipboard-apis/#dom-document-execcommand).
 */
export function copyText(text: string): boolean {
  let taken = false;
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    taken = true;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy') && taken;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
}

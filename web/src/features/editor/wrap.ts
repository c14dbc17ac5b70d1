const KEPT = "hearth.code.nowrap";

/** Whether this person, on this device, has long lines of code folded. */
export function wrapped(): boolean {
  try {
    return localStorage.getItem(KEPT) === null;
  } catch {
    return true;
  }
}

export function keepWrapped(wrap: boolean): void {
  try {
    if (wrap) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "yes");
  } catch {
    // Until the page is left, then.
  }
  showWrapped(wrap);
}

/** On the page as a whole: every block of code, in every document, follows. */
export const showWrapped = (wrap: boolean = wrapped()): void => void document.documentElement.toggleAttribute("data-code-nowrap", !wrap);

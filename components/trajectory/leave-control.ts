/** After a click on a tab or filter the focus stays there, and Enter would press it again: walking the list leaves it. */
export function leaveControl(): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.matches("a[href], button")) active.blur();
}

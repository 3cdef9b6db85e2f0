/** A canvas cannot read custom properties: a probe element tells what they come to in the theme that is shown. */
export function colourOf(host: HTMLElement, property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

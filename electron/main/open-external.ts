/**
 * May this address be handed to the person's browser? Only plain web addresses: other schemes can start programs
 * (Electron security checklist, item 15), and a user name in front of the host is a disguise.
 */
export function isSafeExternalUrl(address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  return url.hostname !== '' && url.username === '' && url.password === '';
}

/** The one way to the person's browser; `open` is Electron's. False = refused, nothing was opened. */
export async function openExternal(
  address: string,
  open: (address: string) => Promise<void>,
): Promise<boolean> {
  if (!isSafeExternalUrl(address)) return false;
  await open(address);
  return true;
}

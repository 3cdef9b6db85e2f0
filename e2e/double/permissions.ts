import type { CDPSession } from 'playwright-core';

/** What Chromium can be told to grant or refuse, and what Electron calls it. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['camera', 'media'],
  ['microphone', 'media'],
] as const;

/** Tells Chromium beforehand what the app's permission handlers would answer to the page. It holds while the session does. */
export async function applyPermissions(
  cdp: CDPSession,
  address: string,
  grants: (permission: string) => Promise<boolean>,
): Promise<void> {
  const { protocol, origin } = new URL(address);
  // Documents without an address of their own have no permissions to begin with.
  if (protocol !== 'https:') return;
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  for (const [name, electronName] of PERMISSIONS) {
    await cdp.send('Browser.setPermission', {
      permission: { name },
      setting: (await grants(electronName)) ? 'granted' : 'denied',
      origin,
      ...(browserContextId === undefined ? {} : { browserContextId }),
    });
  }
}

import type { Page } from 'playwright-core';

/** What Chromium can be told to grant or refuse, and what Electron calls it. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['camera', 'media'],
  ['microphone', 'media'],
] as const;

/** Tells Chromium beforehand what the app's permission handlers would answer to the page. */
export async function applyPermissions(
  page: Page,
  grants: (permission: string) => Promise<boolean>,
): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  for (const [name, electronName] of PERMISSIONS) {
    await cdp.send('Browser.setPermission', {
      permission: { name },
      setting: (await grants(electronName)) ? 'granted' : 'denied',
      ...(browserContextId === undefined ? {} : { browserContextId }),
    });
  }
  await cdp.detach();
}

import { type Browser, chromium } from 'playwright-core';

/** One Chromium for all launches of a process; each launch has its own context, which shares nothing. */
let shared: Promise<Browser> | undefined;

export function sharedBrowser(executablePath: string): Promise<Browser> {
  shared ??= chromium.launch({
    executablePath,
    args: [
      // Root in a container has no user namespaces for Chromium's own sandbox.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Pages may try this machine's addresses, so that what stops them is the app and not the browser.
      '--disable-features=LocalNetworkAccessChecks',
      // A second lock beside the double's own: no name but this machine's resolves.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  return shared;
}

export async function closeSharedBrowser(): Promise<void> {
  const browser = await shared;
  shared = undefined;
  await browser?.close();
}

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;
export type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  decide: (response: { cancel?: boolean }) => void,
) => void;
export type PermissionRequest = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: object,
) => void;
export type PermissionCheck = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;

/** What a page's requests and wishes meet on the way: the app's protocol handlers, its request filter, its refusals. */
export interface Network {
  handlerFor(address: string): ProtocolHandler | undefined;
  /** Asks the app's onBeforeRequest; without one everything passes, as in Electron. */
  mayLoad(url: string, method: string, resourceType: string): Promise<boolean>;
  /** Asks both permission handlers; without them Electron grants everything. */
  grants(contents: unknown, permission: string): Promise<boolean>;
}

export function createSession(isReady: () => boolean) {
  const handlers = new Map<string, ProtocolHandler>();
  let beforeRequest: BeforeRequest | null = null;
  let permissionRequest: PermissionRequest | null = null;
  let permissionCheck: PermissionCheck | null = null;

  /** What the computer's settings say, as a PAC file would: `DIRECT`, `PROXY host:port; DIRECT`. */
  const proxies = { answer: (_url: string): string => 'DIRECT' };

  const protocol = {
    registerSchemesAsPrivileged(_schemes: readonly { scheme: string }[]) {
      if (isReady()) {
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      }
    },
    handle(scheme: string, handler: ProtocolHandler) {
      if (handlers.has(scheme)) {
        throw new Error(`The scheme '${scheme}' has already been registered`);
      }
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  };
  const defaultSession = {
    protocol,
    resolveProxy: async (url: string) => proxies.answer(url),
    setPermissionRequestHandler(handler: PermissionRequest | null) {
      permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: PermissionCheck | null) {
      permissionCheck = handler;
    },
    /** USB, HID and serial ports: no page under the double has any to ask for. */
    setDevicePermissionHandler(_handler: ((details: object) => boolean) | null) {},
    webRequest: {
      onBeforeRequest(listener: BeforeRequest | null) {
        beforeRequest = listener;
      },
    },
  };
  const network: Network = {
    handlerFor: (address) => handlers.get(new URL(address).protocol.slice(0, -1)),
    mayLoad(url, method, resourceType) {
      const listener = beforeRequest;
      if (!listener) return Promise.resolve(true);
      return new Promise((resolve) => {
        listener({ url, method, resourceType }, ({ cancel }) => resolve(cancel !== true));
      });
    },
    async grants(contents, permission) {
      if (permissionCheck && !permissionCheck(contents, permission, '', {})) return false;
      const handler = permissionRequest;
      if (!handler) return true;
      return new Promise((resolve) => handler(contents, permission, resolve, {}));
    },
  };
  return { protocol, session: { defaultSession }, network, proxies };
}

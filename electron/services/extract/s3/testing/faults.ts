/** What a request asks for, as a fault script sees it. */
export interface Asked {
  readonly operation: 'list' | 'get' | 'head' | 'put' | 'bucket';
  /** Empty for a list. */
  readonly key: string;
  readonly range: string;
}

export type Trouble =
  /** Answers an error of S3's; `headers` may carry a region. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Ends the connection after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Resets the connection instead of answering. */
  | { readonly kind: 'reset' }
  /** Sends so many bytes of the body, then nothing more; before the headers where undefined. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** Turns one bit of the body over. */
  | { readonly kind: 'flip'; readonly at: number }
  /** Answers late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Replaces the object after so many bytes of it, and ends the connection. */
  | { readonly kind: 'swap'; readonly after: number; readonly by: Uint8Array }
  /** Answers 200 with the whole object whatever range was asked for. */
  | { readonly kind: 'ignore range' }
  /** What the Wi-Fi of a hotel answers to everything. */
  | { readonly kind: 'portal' };

/** One line of the fault script: the trouble, how often, and whom it meets. */
export interface Fault {
  readonly trouble: Trouble;
  /** Default: once. */
  readonly times?: number;
  readonly when?: (asked: Asked) => boolean;
}

export interface FaultScript {
  add(fault: Fault): void;
  clear(): void;
  /** The trouble this request meets, and one less of it left. */
  take(asked: Asked): Trouble | undefined;
}

export function createFaultScript(): FaultScript {
  let lines: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => lines.push({ fault, left: fault.times ?? 1 }),
    clear: () => (lines = []),
    take(asked) {
      const line = lines.find(({ fault, left }) => left > 0 && (fault.when?.(asked) ?? true));
      if (line) line.left--;
      return line?.fault.trouble;
    },
  };
}

export const PORTAL_PAGE =
  '<!DOCTYPE html><html><head><title>Welcome</title></head><body>Sign in to use this Wi-Fi.</body></html>';

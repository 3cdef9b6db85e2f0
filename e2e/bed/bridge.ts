import type { Page } from 'playwright-core';
import type { CallName, InputOf, OutputOf, Reply } from '../../shared/contracts/contract.ts';
import type { Bridge, Running } from '../../shared/contracts/wire.ts';

/** The page's globals that tests touch. */
export interface PageGlobals {
  readonly atrium: Bridge;
  readonly raw: {
    invoke(channel: string, ...args: unknown[]): Promise<unknown>;
    send(channel: string, ...args: unknown[]): void;
  };
}

/** One call through `window.atrium`, as the page itself would make it. */
export async function callFrom<N extends CallName>(
  page: Page,
  name: N,
  input: InputOf<N>,
): Promise<Reply<OutputOf<N>>> {
  const reply = await page.evaluate(
    async ([group, method, argument]) => {
      const { calls } = (globalThis as unknown as PageGlobals).atrium;
      const table = calls as unknown as Record<
        string,
        Record<string, (input: unknown) => Running<unknown>>
      >;
      return table[group]?.[method]?.(argument).result;
    },
    [...(name.split('.') as [string, string]), input] as const,
  );
  return reply as Reply<OutputOf<N>>;
}

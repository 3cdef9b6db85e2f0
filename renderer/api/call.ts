import type { CallName, InputOf, OutputOf, ProgressOf } from '../../shared/contracts/contract.ts';
import { AtriumError } from '../../shared/contracts/problem.ts';
import type { Bridge, Running } from '../../shared/contracts/wire.ts';
import { bridge } from './bridge.ts';

interface Asking<P> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: P) => void;
}

/**
 * Makes a call of the contract. Resolves to its value; throws {@link AtriumError} with the problem it was refused
 * with. Aborting the signal cancels the work behind it.
 */
export function ask<N extends CallName>(
  name: N,
  input: InputOf<N>,
  asking: Asking<ProgressOf<N>> = {},
): Promise<OutputOf<N>> {
  return askOver(bridge(), name, input, asking);
}

export async function askOver<N extends CallName>(
  over: Bridge,
  name: N,
  input: InputOf<N>,
  { signal, onProgress }: Asking<ProgressOf<N>> = {},
): Promise<OutputOf<N>> {
  const running = starter(over, name)(input, onProgress);
  const cancel = (): void => running.cancel();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const reply = await running.result;
    if (reply.ok) return reply.value;
    throw new AtriumError(reply.problem);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

type Starter<N extends CallName> = (
  input: InputOf<N>,
  onProgress?: (progress: ProgressOf<N>) => void,
) => Running<OutputOf<N>>;

function starter<N extends CallName>(over: Bridge, name: N): Starter<N> {
  const [group = '', method = ''] = name.split('.');
  const calls = over.calls as unknown as Record<string, Record<string, Starter<N> | undefined>>;
  const found = calls[group]?.[method];
  if (!found) throw new AtriumError({ code: 'unknown_call', message: `There is no call ${name}.` });
  return found;
}

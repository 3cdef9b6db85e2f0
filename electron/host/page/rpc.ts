import type { IncomingMessage, ServerResponse } from 'node:http';
import { declarationOf, type Reply } from '../../../shared/contracts/contract.ts';
import { problemOf } from '../../../shared/contracts/problem.ts';
import { openFrameStream, readFrame, writeFrame } from './frame-stream.ts';

/** The engine's door: checks the arguments against the contract, works, and replies; it does not reject. */
export type Handle = (
  name: string,
  input: unknown,
  context: { readonly signal: AbortSignal; readonly progress: (value: unknown) => void },
) => Promise<Reply<unknown>>;

/** What the window's shell would answer, and a page can: who it is. Dialogs and files are the browser's own here. */
export interface About {
  readonly version: string;
  readonly platform: string;
}

export interface RpcOptions {
  readonly handle: Handle;
  readonly about: About;
  /** Largest request in bytes. */
  readonly limit: number;
}

/**
 * Answers one call: frames `{kind: 'progress', progress}` while it runs, then one `{kind: 'reply', reply}`. When the
 * page goes away, or cancels the request, the call's signal is aborted, unless the call outlives its caller. Returns a status to refuse with, if any.
 */
export async function answerCall(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  { handle, about, limit }: RpcOptions,
): Promise<400 | 404 | 413 | undefined> {
  const declared = declarationOf(name);
  if (!declared) return 404;
  const body = await readFrame(request, limit);
  if (!body.ok) return body.status;

  const gone = new AbortController();
  if (!declared.outlivesCaller) response.on('close', () => gone.abort());
  openFrameStream(response);
  const progress = (value: unknown): void => {
    // Only the newest matters: while the page is behind, older ones would just pile up here.
    if (!response.writableNeedDrain) writeFrame(response, { kind: 'progress', progress: value });
  };
  const work =
    declared.by === 'shell'
      ? asShell(name, about)
      : handle(name, body.value, { signal: gone.signal, progress });
  const reply = await work.catch((error: unknown): Reply<unknown> => ({
    ok: false,
    problem: problemOf(error),
  }));
  writeFrame(response, { kind: 'reply', reply });
  response.end();
  return undefined;
}

async function asShell(name: string, about: About): Promise<Reply<unknown>> {
  if (name === 'shell.about') return { ok: true, value: { face: 'page', ...about } };
  if (name.startsWith('keys.'))
    return {
      ok: false,
      problem: {
        code: 'not_here',
        message: 'A page in a browser has no keychain, so Atrium keeps no keys here.',
        stillWorks: 'Sync from S3 works with an AWS profile.',
        next: 'Choose a profile; aws configure sso sets one up.',
      },
    };
  return {
    ok: false,
    problem: {
      code: 'not_here',
      message: `A page in a browser has no ${name}: dialogs, files and links are the browser's own.`,
      stillWorks: 'Everything else on this page works.',
      next: 'Use the field or the download on this page instead.',
    },
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { EventName } from '../../../shared/contracts/contract.ts';
import { decodeFrame, frameReader } from '../../../shared/contracts/frames.ts';
import { servePage, type Page } from './serve.ts';
import type { Handle } from './rpc.ts';

export interface Bed {
  readonly page: Page;
  readonly token: string;
  readonly folder: string;
  emit(name: EventName, payload: unknown): void;
  close(): Promise<void>;
}

/** A page server over a small built page in a folder of its own, with a file beside it that must stay out of reach. */
export async function bed(
  handle: Handle,
  more: { limit?: number; beat?: number } = {},
): Promise<Bed> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'atrium-page-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  mkdirSync(path.join(folder, 'renderer-old'));
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>Atrium</title>');
  writeFileSync(path.join(root, 'assets', 'app.js'), 'export {};');
  writeFileSync(path.join(root, 'notes.db'), 'not part of a page');
  writeFileSync(path.join(folder, 'secret.html'), 'secret');
  writeFileSync(path.join(folder, 'renderer-old', 'secret.html'), 'secret');
  let listener: ((name: EventName, payload: unknown) => void) | undefined;
  const page = await servePage({
    handle,
    about: { version: '1.2.3', platform: 'linux' },
    rendererRoot: root,
    onEvent(wanted) {
      listener = wanted;
      return () => (listener = undefined);
    },
    ...more,
  });
  return {
    page,
    token: page.url.split('#token=')[1] ?? '',
    folder,
    emit: (name, payload) => listener?.(name, payload),
    async close() {
      await page.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A request as it is written: `fetch` would tidy the path and refuse to set Host. */
export function ask(
  page: Page,
  target: string,
  options: {
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: Uint8Array;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: page.port,
        path: target,
        method: options.method ?? 'GET',
        headers: { ...options.headers },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

/** Reads frames from a stream until `enough` of them have come. */
export async function framesOf(
  body: AsyncIterable<Uint8Array>,
  enough: (frames: readonly unknown[]) => boolean = () => false,
): Promise<readonly unknown[]> {
  const cut = frameReader();
  const frames: unknown[] = [];
  for await (const chunk of body) {
    for (const frame of cut(chunk)) frames.push(decodeFrame(frame));
    if (enough(frames)) break;
  }
  return frames;
}

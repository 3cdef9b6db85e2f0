import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { type CallName, declarationOf, type Reply } from '../../shared/contracts/contract.ts';
import { problemOf, refuse } from '../../shared/contracts/problem.ts';
import { CHANNELS } from '../../shared/contracts/wire.ts';
import type { Engine, RunningCall } from './engine-process.ts';
import { isOwnPage } from './own-origin.ts';
import type { ShellCalls } from './shell-calls.ts';

/** Where a message says it comes from: the frame's present address and whether it is a window's main frame. */
type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

/** Ids are chosen by the page; long enough for a uuid and a counter. */
const MAX_ID_LENGTH = 80;

/**
 * The one door between page and everything else: sender, then arguments, then work. Every refusal is answered aloud
 * with a code; nothing is dropped in silence and nothing crosses as an exception.
 */
export function openDoor(
  ipcMain: IpcMain,
  engine: Pick<Engine, 'call'>,
  shellCalls: ShellCalls,
): void {
  const running = new Map<string, RunningCall>();

  async function answer(event: IpcMainInvokeEvent, args: readonly unknown[]): Promise<unknown> {
    checkSender(event);
    const [id, name, input] = args;
    const call = checkedCall(id, name, input);
    const key = keyOf(event.sender, call.id);
    if (running.has(key)) throw refuse('bad_request', `The call id ${call.id} is already in use.`);
    if (call.by === 'shell') return answerHere(shellCalls, call.name, call.input);

    const work = engine.call(call.name, call.input, (progress) => {
      if (!event.sender.isDestroyed()) event.sender.send(CHANNELS.progress, call.id, progress);
    });
    running.set(key, work);
    const reply = await work.result;
    running.delete(key);
    return reply;
  }

  ipcMain.handle(CHANNELS.call, (event, ...args) => answer(event, args).catch(refused));

  ipcMain.on(CHANNELS.cancel, (event: IpcMainEvent, id: unknown) => {
    if (isTrusted(event) && typeof id === 'string') running.get(keyOf(event.sender, id))?.cancel();
  });
}

function keyOf(sender: WebContents, id: string): string {
  return `${sender.id} ${id}`;
}

function refused(error: unknown): Reply<never> {
  return { ok: false, problem: problemOf(error) };
}

/** Electron security checklist, item 17: validate the sender of every message. */
function isTrusted({ senderFrame }: Sender): boolean {
  // Null: the frame has navigated away or is gone. A frame with a parent is not our page but something inside it.
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
}

function checkSender(event: Sender): void {
  if (isTrusted(event)) return;
  const from = event.senderFrame?.url ?? 'a page that is gone';
  throw refuse('bad_sender', `A call from ${from} was refused: only Atrium’s own page may call.`);
}

interface CheckedCall {
  readonly id: string;
  readonly name: CallName;
  readonly input: unknown;
  readonly by: 'engine' | 'shell';
}

function checkedCall(id: unknown, name: unknown, input: unknown): CheckedCall {
  if (typeof id !== 'string' || id === '' || id.length > MAX_ID_LENGTH) {
    throw refuse('bad_request', 'A call came without a usable id.');
  }
  const declaration = typeof name === 'string' ? declarationOf(name) : undefined;
  if (!declaration) {
    throw refuse('unknown_call', `There is no call named ${shown(name)}.`);
  }
  const parsed = declaration.input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issueText(issue.path, issue.message));
    throw refuse('bad_request', `${shown(name)} was refused: ${where.join('; ')}.`);
  }
  return { id, name: name as CallName, input: parsed.data, by: declaration.by };
}

function issueText(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

function shown(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 60) : typeof name;
}

async function answerHere(
  calls: ShellCalls,
  name: CallName,
  input: unknown,
): Promise<Reply<unknown>> {
  // The contract's schema has just given `input` the shape this entry takes.
  const work = calls[name as keyof ShellCalls] as (input: unknown) => Promise<unknown>;
  return { ok: true, value: await work(input) };
}

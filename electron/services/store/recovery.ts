import type { AppStatus } from '../../../shared/contracts/app.ts';
import type { ReadableDB, WritableDB } from '../sqlite/db.ts';
import type { Recovery } from '../sqlite/recover.ts';
import { openFacts, openFactsReadOnly } from './facts-db.ts';
import { readMeta, writeMeta } from './meta.ts';

const KEY = 'recoveries';
/** How long a person is told; the damaged file itself stays. */
const TOLD_MS = 7 * 86_400_000;

interface Told {
  readonly at: string;
  readonly text: string;
}

const WHAT: Readonly<Record<string, { readonly told: string; readonly next: string }>> = {
  facts: {
    told: 'The database of synced data',
    next: 'What is missing comes back from the deliveries with the next sync.',
  },
  people: {
    told: 'The database of what you wrote and chose',
    next: 'Check what you entered last.',
  },
};

/** Says in the store itself that a database was set aside, so that every face tells it. */
export function keepRecovery(db: WritableDB, recovery: Recovery, at: string): void {
  const { told, next } = WHAT[recovery.name] ?? { told: recovery.name, next: '' };
  const instead = recovery.restored
    ? `The backup of ${recovery.restored.at.slice(0, 10)} is in its place.`
    : 'There was no sound backup, so it starts empty.';
  const text = `${told} was damaged (${recovery.damage}) and was set aside as ${recovery.keptAs}. ${instead} ${next}`;
  writeMeta(db, KEY, JSON.stringify([...toldIn(db), { at, text }]));
}

export function dropOldRecoveries(db: WritableDB, at: string): void {
  const all = toldIn(db);
  const recent = all.filter((told) => Date.parse(at) - Date.parse(told.at) < TOLD_MS);
  if (recent.length < all.length) writeMeta(db, KEY, JSON.stringify(recent));
}

export function readRecoveries(db: ReadableDB): AppStatus['notices'] {
  return toldIn(db).map(({ text }) => ({ code: 'database_recovered', text }));
}

function toldIn(db: ReadableDB): readonly Told[] {
  return JSON.parse(readMeta(db, KEY) ?? '[]') as readonly Told[];
}

const ORIGIN = ['source', 'source_options', 'sample'] as const;
export type Origin = Readonly<Partial<Record<(typeof ORIGIN)[number], string>>>;

/** Where the data came from, as far as a damaged file still tells; undefined where it tells nothing. */
export function readOrigin(dataFolder: string): Origin | undefined {
  try {
    const db = openFactsReadOnly(dataFolder);
    try {
      const told = ORIGIN.map((key) => [key, readMeta(db, key)] as const);
      return Object.fromEntries(told.filter(([, value]) => value !== null));
    } finally {
      db.close();
    }
  } catch {
    // The page that held it is among the damaged ones: a person names the source again.
    return undefined;
  }
}

export function writeOrigin(dataFolder: string, origin: Origin): void {
  const db = openFacts(dataFolder);
  for (const [key, value] of Object.entries(origin))
    if (readMeta(db, key) === null) writeMeta(db, key, value);
  db.close();
}

import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Settings,
} from '../../../shared/contracts/settings.ts';
import { all, run, transaction, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** Settings as chosen; a stored value that no longer fits falls back to its default instead of stopping the app. */
export function readSettings(db: ReadableDB): Settings {
  const stored: Record<string, unknown> = {};
  for (const { key, value } of all<{ key: string; value: string }>(
    db,
    'SELECT key, value FROM setting',
  )) {
    const shape = Object.hasOwn(settingsSchema.shape, key)
      ? settingsSchema.shape[key as keyof Settings]
      : undefined;
    const parsed = shape?.safeParse(JSON.parse(value));
    if (parsed?.success) stored[key] = parsed.data;
  }
  return { ...DEFAULT_SETTINGS, ...stored };
}

export function writeSettings(
  db: WritableDB,
  change: { readonly [K in keyof Settings]?: Settings[K] | undefined },
  at: string,
): Settings {
  transaction(db, () => {
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) continue;
      run(
        db,
        `INSERT INTO setting VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
        key,
        JSON.stringify(value),
        at,
      );
    }
  });
  return readSettings(db);
}

import { localTime, shortDateText } from './format.ts';

/** A moment near now as a person says it: `today, 06:12`, `tomorrow, 06:00`, `19 Nov, 06:12`. Days of this computer. */
export function momentText(iso: string, now: number): string {
  const local = localTime(iso);
  if (!local) return iso;
  const away = Math.round((midnight(new Date(iso)) - midnight(new Date(now))) / 86_400_000);
  return `${NEAR.get(away) ?? shortDateText(local.day)}, ${local.clock}`;
}

const NEAR: ReadonlyMap<number, string> = new Map([
  [-1, 'yesterday'],
  [0, 'today'],
  [1, 'tomorrow'],
]);

const midnight = (time: Date): number =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** `about 40 s`, `about 3 min`, `about 2 h`: what is left is never known better. */
export function leftText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 50) return `about ${Math.max(10, Math.ceil(seconds / 10) * 10)} s`;
  if (seconds < 50 * 60) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  return `about ${Math.max(1, Math.round(seconds / 3600))} h`;
}

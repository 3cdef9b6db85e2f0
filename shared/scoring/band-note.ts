import type { Risk } from '../domain/score.ts';

/** Why the band is not the one the day's score alone would give; null where it is. */
export function bandNote({ band, dayBand }: Pick<Risk, 'band' | 'dayBand'>): string | null {
  return band === dayBand
    ? null
    : `Would be ${dayBand} by the score of the day alone; a band is evaluated every second Sunday and follows what lasts`;
}

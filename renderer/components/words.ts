import type { FeatureUse } from '../../shared/domain/office.ts';
import type { Band, State } from '../../shared/domain/score.ts';

/** A state is never shown by colour alone: glyph and word always come together. */
export const BAND_WORDS: Readonly<Record<Band, { readonly glyph: string; readonly word: string }>> =
  {
    high: { glyph: '▲', word: 'High' },
    elevated: { glyph: '◆', word: 'Elevated' },
    low: { glyph: '●', word: 'Low' },
  };

/** Two lengths: `word` for tags and filters, `words` where there is room to say it. */
export const STATE_WORDS: Readonly<
  Record<State, { readonly word: string; readonly words: string }>
> = {
  scored: { word: 'Scored', words: 'Scored' },
  onboarding: { word: 'New', words: 'Onboarding' },
  not_live: { word: 'Not live', words: 'Not live yet' },
  notice: { word: 'Notice', words: 'Notice received' },
  closed: { word: 'Closed', words: 'Closed' },
  silent: { word: 'Silent', words: 'Silent, confirm closure' },
  not_enough_data: { word: 'No score', words: 'Not enough data' },
  excluded: { word: 'Excluded', words: 'Excluded' },
};

export const FEATURE_WORDS: Readonly<
  Record<FeatureUse['status'], { readonly glyph: string; readonly word: string }>
> = {
  used: { glyph: '●', word: 'Used' },
  unused: { glyph: '○', word: 'Not used' },
  off: { glyph: '–', word: 'Switched off' },
  not_in_plan: { glyph: '×', word: 'Not in plan' },
  no_data: { glyph: '·', word: 'No data' },
};

const SPELLING: Readonly<Record<string, string>> = {
  id: 'ID',
  wifi: 'Wi-Fi',
  arr: 'ARR',
  csm: 'CSM',
  nps: 'NPS',
  ml: 'ML',
  csat: 'CSAT',
  '28d': '28 days',
  sev1: 'severity 1',
};

/** A column or feature name in words: `directory_sync` → `Directory sync`. Features are discovered, so there is no list. */
export function nameWords(name: string): string {
  const words = name.split('_').map((word) => SPELLING[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** C ≥ .8 high, ≥ .6 medium, ≥ .4 low; under that no score is shown at all. */
export function confidenceWord(confidence: number): 'high' | 'medium' | 'low' | 'very low' {
  if (confidence >= 0.8) return 'high';
  if (confidence >= 0.6) return 'medium';
  return confidence >= 0.4 ? 'low' : 'very low';
}

/** Steps of the one-hue adoption scale, 1 (light) to 5 (dark). */
export function adoptionStep(score: number): 1 | 2 | 3 | 4 | 5 {
  if (score < 20) return 1;
  if (score < 40) return 2;
  if (score < 60) return 3;
  return score < 80 ? 4 : 5;
}

const ISO_COUNTRY = /^[A-Z]{2}$/;
let regions: Intl.DisplayNames | undefined;
/** `DE` → `Germany`; a code nobody knows comes back as it is. */
export function countryName(code: string | null): string | null {
  if (code === null || !ISO_COUNTRY.test(code)) return code;
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
  return regions.of(code) ?? code;
}

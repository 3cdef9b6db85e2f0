import type { Band, State } from '../../../shared/domain/score.ts';
import { changeText, countText, decimalText, oddsText, UNKNOWN } from '../format.ts';
import { adoptionStep, BAND_WORDS, STATE_WORDS } from '../words.ts';
import css from './cells.module.css';

/** Unknown is a dot with a name, never an empty place. */
export function Unknown({ why = 'no data' }: { readonly why?: string | undefined }) {
  return (
    <span className={css['unknown']} role="img" aria-label={why} title={why}>
      {UNKNOWN}
    </span>
  );
}

/** Text that may be cut off, with the whole of it on hover. */
export function Text({
  value,
  strong = false,
}: {
  readonly value: string | null;
  readonly strong?: boolean;
}) {
  if (value === null || value === '') return <Unknown />;
  return (
    <span className={`${css['text']} ${strong ? css['strong'] : ''}`} title={value}>
      {value}
    </span>
  );
}

/** Band as glyph and word, whether the day's score is already beyond it, and the odds against the book average. */
export function RiskCell({
  band,
  dayBand = band,
  odds,
  state,
}: {
  readonly band: string | null;
  readonly dayBand?: string | null;
  readonly odds: number | null;
  readonly state: string | null;
}) {
  const known = band === null ? undefined : BAND_WORDS[band as Band];
  if (!known) return <StateTag state={state} />;
  return (
    <span className={`${css['risk']} ${css[band ?? '']}`}>
      <span aria-hidden className={css['glyph']}>
        {known.glyph}
      </span>
      <span className={css['band']}>{known.word}</span>
      <Drift band={band as Band} dayBand={dayBand as Band | null} />
      <span className={css['odds']} title="odds of a cancellation notice against the book average">
        {oddsText(odds)}
      </span>
    </span>
  );
}

const ORDER: readonly Band[] = ['low', 'elevated', 'high'];

/** An arrow towards the band that the score of the day alone would give. */
function Drift({ band, dayBand }: { readonly band: Band; readonly dayBand: Band | null }) {
  if (dayBand === null || dayBand === band) return null;
  const rises = ORDER.indexOf(dayBand) > ORDER.indexOf(band);
  const words = `${BAND_WORDS[dayBand].word} by the score of the day alone; bands follow what lasts`;
  return (
    <span role="img" aria-label={words} title={words} className={css['drift']}>
      {rises ? '↑' : '↓'}
    </span>
  );
}

export function StateTag({ state }: { readonly state: string | null }) {
  const known = state === null ? undefined : STATE_WORDS[state as State];
  if (!known) return <Unknown why="no score" />;
  return (
    <span
      className={`${css['tag']} ${state === 'silent' ? css['silent'] : ''}`}
      title={known.words}
    >
      {known.word}
    </span>
  );
}

/** The score on the one-hue scale, and where it may lie (80% band) on a line from 0 to 100. */
export function AdoptionCell({
  score,
  low,
  high,
}: {
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
}) {
  if (score === null) return <Unknown why="no adoption score" />;
  return (
    <span
      className={css['adoption']}
      title={
        low === null || high === null
          ? undefined
          : `Adoption ${decimalText(score)}; 80% between ${decimalText(low, 0)} and ${decimalText(high, 0)}`
      }
    >
      <AdoptionChip score={score} />
      {low === null || high === null ? null : <BandStrip score={score} low={low} high={high} />}
    </span>
  );
}

export function AdoptionChip({ score }: { readonly score: number }) {
  return (
    <span className={`${css['chip']} ${css[`ad${adoptionStep(score)}`]}`}>{Math.round(score)}</span>
  );
}

/** A line from 0 to 100, the band on it, and a tick at the score. */
function BandStrip({
  score,
  low,
  high,
}: {
  readonly score: number;
  readonly low: number;
  readonly high: number;
}) {
  return (
    <svg className={css['strip']} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className={css['track']} x="0" y="4.5" width="100" height="1" />
      <rect className={css['range']} x={low} y="2.5" width={Math.max(1, high - low)} height="5" />
      <rect
        className={css['tick']}
        x={Math.min(97, Math.max(0, score - 1.5))}
        y="0"
        width="3"
        height="10"
      />
    </svg>
  );
}

/** A count with its change against the eight weeks before. */
export function CountChange({
  count,
  change,
}: {
  readonly count: number | null;
  readonly change: number | null;
}) {
  if (count === null) return <Unknown />;
  return (
    <span className={css['pair']}>
      <span>{countText(count)}</span>
      <span className={css['change']}>{changeText(change)}</span>
    </span>
  );
}

/** x of y, with one mark each as long as they are few. */
export function FeaturesCell({
  used,
  enabled,
}: {
  readonly used: number | null;
  readonly enabled: number | null;
}) {
  if (used === null || enabled === null) return <Unknown />;
  return (
    <span className={css['pair']} title={`${used} of ${enabled} enabled features used in 28 days`}>
      <span className={css['marks']} aria-hidden>
        {Array.from({ length: Math.min(15, enabled) }, (_, at) => (
          <i key={at} className={at < used ? css['on'] : css['off']} />
        ))}
      </span>
      <span className={css['of']}>
        {used}/{enabled}
      </span>
    </span>
  );
}

import { LIMITS } from '../../../shared/domain/score-profile.ts';
import type { BandMultiples, ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { Choice } from '../../components/choice.tsx';
import { oddsText } from '../../components/format.ts';
import { SliderField } from './scores-number.tsx';
import css from './scores.module.css';
import settings from './settings.module.css';

const BY = [
  ['setUp', 'As set up'],
  ['own', 'By hand'],
] as const;
/** Where a person begins who sets thresholds by hand before the book has any. */
const FIRST: BandMultiples = { elevated: 1.5, high: 3 };

const rounded = (value: number): number => Number(value.toPrecision(3));

/** The base rate, and from which odds on an office is in a band. */
export function ScoresBase({
  draft,
  published,
  setUp,
  onChange,
}: {
  readonly draft: ScoreProfile;
  readonly published: ScoreProfile;
  readonly setUp: BandMultiples | null;
  readonly onChange: (part: Partial<ScoreProfile>) => void;
}) {
  const { thresholds, annual_churn: churn } = draft;
  const usual = setUp ? { elevated: rounded(setUp.elevated), high: rounded(setUp.high) } : FIRST;
  const { min, max } = LIMITS.threshold;
  const set = (part: Partial<BandMultiples>): void => {
    const next = { ...(thresholds ?? usual), ...part };
    // The one that is not moved makes way, so that High always lies above Elevated.
    if (next.high <= next.elevated) {
      if (part.high === undefined) next.high = Math.min(max, rounded(next.elevated * 1.1));
      else next.elevated = Math.max(min, rounded(next.high / 1.1));
    }
    if (next.high > next.elevated) onChange({ thresholds: next });
  };
  return (
    <section aria-label="Base rate and bands">
      <h3 className={settings['sub']}>Base rate and bands</h3>
      <div className={css['weight']}>
        <p className={css['plain']}>
          Yearly churn
          <span className={css['does']}>
            Share of the offices that give notice in a year. It moves chances and ARR at risk, not
            the order of offices nor their bands
          </span>
        </p>
        <SliderField
          label="Yearly churn"
          value={rounded(100 * churn)}
          min={100 * LIMITS.annual_churn.min}
          max={100 * LIMITS.annual_churn.max}
          slideTo={40}
          step={0.5}
          unit="%"
          usual={rounded(100 * published.annual_churn)}
          onChange={(percent) => onChange({ annual_churn: percent / 100 })}
        />
      </div>
      <div className={css['weight']}>
        <p className={css['plain']}>
          Bands
          <span className={css['does']}>
            {setUp
              ? `Set up by the published scorecard: Elevated from ${oddsText(setUp.elevated)} the book’s average odds, High from ${oddsText(setUp.high)}`
              : 'Fixed at the top 5% and 20% once the book has 12 weeks of history'}
          </span>
        </p>
        <Choice
          label="Thresholds of the bands"
          value={thresholds === null ? 'setUp' : 'own'}
          options={BY}
          onChange={(by) => onChange({ thresholds: by === 'own' ? usual : null })}
        />
      </div>
      {thresholds
        ? (['elevated', 'high'] as const).map((band) => (
            <div key={band} className={css['weight']}>
              <p className={css['plain']}>
                {band === 'high' ? '▲ High' : '◆ Elevated'} from
                <span className={css['does']}>Odds against the book’s average</span>
              </p>
              <SliderField
                label={`${band === 'high' ? 'High' : 'Elevated'} from`}
                value={thresholds[band]}
                min={min}
                max={max}
                slideTo={10}
                step={0.1}
                unit="×"
                usual={setUp ? rounded(setUp[band]) : null}
                onChange={(value) => set({ [band]: value })}
              />
            </div>
          ))
        : null}
    </section>
  );
}

import { PART_WORDS, TERM_WORDS } from '../../../shared/domain/score-profile-words.ts';
import { LIMITS, PART_CODES, TERM_CODES } from '../../../shared/domain/score-profile.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import { percentText } from '../../components/format.ts';
import { SliderField } from './scores-number.tsx';
import css from './scores.module.css';
import settings from './settings.module.css';

interface Props {
  readonly draft: ScoreProfile;
  readonly published: ScoreProfile;
  readonly onChange: (part: Partial<ScoreProfile>) => void;
}

export function AdoptionWeights({ draft, published, onChange }: Props) {
  const weights = draft.adoption_weights;
  const sum = PART_CODES.reduce((total, code) => total + weights[code], 0);
  const lastOne = PART_CODES.filter((code) => weights[code] > 0).length === 1;
  return (
    <section aria-label="Adoption">
      <h3 className={settings['sub']}>Adoption</h3>
      <p className={settings['note']}>
        Shares of the 0 to 100 score. Parts an office has not in its plan are left out, and the
        others weigh more.
      </p>
      {PART_CODES.map((code) => {
        const weight = weights[code];
        const set = (value: number): void => {
          if (value > 0 || !(lastOne && weight > 0))
            onChange({ adoption_weights: { ...weights, [code]: value } });
        };
        return (
          <Weight
            key={code}
            {...PART_WORDS[code]}
            of="adoption"
            weight={weight}
            usual={published.adoption_weights[code]}
            max={LIMITS.adoption_weight.max}
            step={1}
            unit=""
            share={sum > 0 ? percentText(weight / sum) : ''}
            onChange={set}
          />
        );
      })}
    </section>
  );
}

export function RiskWeights({ draft, published, onChange }: Props) {
  const weights = draft.risk_weights;
  return (
    <section aria-label="Risk">
      <h3 className={settings['sub']}>Risk</h3>
      <p className={settings['note']}>
        Each multiplies the log-odds points of its term: 1 as published, 0 off. A term that is off
        stays in sight on the pages of offices and counts for none of them.
      </p>
      {TERM_CODES.map((code) => (
        <Weight
          key={code}
          {...TERM_WORDS[code]}
          of="risk"
          weight={weights[code]}
          usual={published.risk_weights[code]}
          max={LIMITS.risk_weight.max}
          step={0.1}
          unit="×"
          onChange={(value) => onChange({ risk_weights: { ...weights, [code]: value } })}
        />
      ))}
    </section>
  );
}

function Weight({
  name,
  does,
  of,
  weight,
  usual,
  max,
  step,
  unit,
  share,
  onChange,
}: {
  readonly name: string;
  readonly does: string;
  readonly of: 'adoption' | 'risk';
  readonly weight: number;
  readonly usual: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly share?: string;
  readonly onChange: (value: number) => void;
}) {
  const on = weight > 0;
  return (
    <div className={css['weight']} data-off={on ? undefined : ''}>
      <label className={css['name']}>
        <input
          type="checkbox"
          aria-label={`${name} counts in ${of}`}
          checked={on}
          onChange={() => onChange(on ? 0 : usual)}
        />
        <span>
          {name}
          {share ? <span className={css['share']}> {share}</span> : null}
          <span className={css['does']}>{does}</span>
        </span>
      </label>
      <SliderField
        label={`${name} in ${of}`}
        value={weight}
        min={0}
        max={max}
        step={step}
        unit={unit}
        usual={usual}
        onChange={onChange}
      />
    </div>
  );
}

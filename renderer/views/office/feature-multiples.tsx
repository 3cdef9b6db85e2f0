import { useState } from 'react';
import type { Columns } from '../../../shared/contracts/columns.ts';
import type { FeatureHistory } from '../../../shared/domain/office.ts';
import { sparkPath } from '../../components/cells/spark-path.ts';
import { lineText, tail, weeklyLine } from '../../components/chart/lines.ts';
import { Choice } from '../../components/choice.tsx';
import { countText } from '../../components/format.ts';
import { nameWords } from '../../components/words.ts';
import css from './use.module.css';
import { dailyLine } from './daily.ts';

const WIDTH = 200;
const HEIGHT = 48;

/** Uses a week of each feature that is switched on, one small chart each, on one scale or on its own. */
export function FeatureMultiples({
  features,
  series,
  weeks,
}: {
  readonly features: readonly FeatureHistory[];
  readonly series: Columns;
  readonly weeks: number;
}) {
  const [scale, setScale] = useState<'own' | 'same'>('own');
  const lines = features.map(({ key }) => ({
    key,
    line: weeklyLine(tail(dailyLine(series, `feature_${key}_events`), weeks * 7)),
  }));
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.flatMap(({ line }) => line.values.map((value) => value ?? 0)));
  return (
    <>
      <div className={css['head']}>
        <h3>Features, uses a week</h3>
        <Choice
          label="Scale of the features"
          value={scale}
          onChange={setScale}
          options={[
            ['own', 'Each its own scale'],
            ['same', 'One scale'],
          ]}
        />
      </div>
      <ul className={css['multiples']}>
        {lines.map(({ key, line }) => {
          const highest = Math.max(0, ...line.values.map((value) => value ?? 0));
          const last = line.values.findLast((value) => value !== null) ?? null;
          const text = lineText(line, 'week');
          return (
            <li key={key}>
              <p>
                <span>{nameWords(key)}</span>
                <span className={css['last']}>{last === null ? 'no data' : countText(last)}</span>
              </p>
              <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text}>
                <title>{text}</title>
                <path className={css['base']} d={`M2 ${HEIGHT - 1.5}H${WIDTH - 2}`} />
                <path
                  className={css['line']}
                  d={sparkPath(line.values, WIDTH, HEIGHT, scale === 'same' ? most : highest).path}
                />
              </svg>
            </li>
          );
        })}
      </ul>
    </>
  );
}

import type { CheckTrend } from '../../../shared/contracts/health.ts';
import { countText, shortDayText } from '../../components/format.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { measureName } from './coverage.ts';
import { bandOf, trendWords } from './trend.ts';
import css from './trend-band.module.css';

const WIDTH = 112;
const HEIGHT = 28;

/** Two weeks of the number a check looks at, from zero, with the range of the days that passed behind it. */
export function TrendBand({ trend }: { readonly trend: CheckTrend | null }) {
  if (!trend) return null;
  const { points, band } = bandOf(trend, WIDTH, HEIGHT);
  const last = trend.points.at(-1);
  const named = trend.of.includes('_') ? measureName(trend.of) : trend.of;
  const words = trendWords({ ...trend, of: named }, countText, (ds) => shortDayText(dayOf(ds)));
  return (
    <figure className={css['trend']}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <title>{words}</title>
        {band ? (
          <rect className={css['band']} x="0" width={WIDTH} y={band.top} height={band.height} />
        ) : null}
        <path className={css['base']} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {points.map(({ x, y, passed }, i) =>
          passed ? (
            <circle key={i} className={css['passed']} cx={x} cy={y} r="2" />
          ) : (
            <path key={i} className={css['failed']} d={`M${x} ${y - 3.2}l3.2 5.6h-6.4z`} />
          ),
        )}
      </svg>
      <figcaption>
        {countText(last?.value ?? null)} {named}
      </figcaption>
    </figure>
  );
}

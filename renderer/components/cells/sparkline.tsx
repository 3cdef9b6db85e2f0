import { parseTrend, trendText } from '../format.ts';
import css from './cells.module.css';
import { Unknown } from './cells.tsx';
import { sparkPath } from './spark-path.ts';

/** Visitors per week over the last twelve, from zero; the words say what the line shows. */
export function Sparkline({ trend }: { readonly trend: string | null }) {
  const values = parseTrend(trend);
  if (!values) return <Unknown />;
  const { path, end } = sparkPath(values, 72, 20);
  const words = trendText(values);
  return (
    <svg className={css['spark']} viewBox="0 0 72 20" role="img" aria-label={words}>
      <title>{words}</title>
      <path className={css['base']} d="M2 18.5H70" />
      <path className={css['line']} d={path} strokeLinecap="round" strokeLinejoin="round" />
      {end ? <circle className={css['dot']} cx={end.x} cy={end.y} r="1.75" /> : null}
    </svg>
  );
}

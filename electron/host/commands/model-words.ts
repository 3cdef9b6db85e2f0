import type { ModelSays } from '../../../shared/contracts/models.ts';
import { table } from './words.ts';

/** Attributions in a terminal; the others are summed up. */
const SHOWN = 8;

const signed = (n: number): string => (n < 0 ? '−' : '+') + Math.abs(n).toFixed(2);

/** What models from outside say of an office, under our own explanation: each with attributions that add up. */
export function besideLines(models: readonly ModelSays[]): string[] {
  return models.flatMap((m) => {
    const more = m.attributions.slice(SHOWN);
    const rest = more.reduce((sum, { attribution }) => sum + attribution, 0);
    return [
      '',
      `Beside it, ${m.name} of the data team: ${(100 * m.probability).toFixed(0)}% within ${m.horizonDays} days (log-odds ${signed(m.margin)}); no part of our churn risk`,
      ...table([
        ['average', signed(m.base), 'of the rows it learned from'],
        ...m.attributions
          .slice(0, SHOWN)
          .map(({ feature, attribution, value, unit }) => [
            feature,
            signed(attribution),
            value === null ? 'not known' : `${Number(value.toPrecision(4))} ${unit}`,
          ]),
        ...(more.length > 0 ? [[`${more.length} more`, signed(rest), '']] : []),
      ]),
      `An attribution says how ${m.name} came to its number, not what would change it.`,
    ];
  });
}

import type { Line } from '../../components/chart/lines.ts';
import { decimalText } from '../../components/format.ts';
import css from './use.module.css';
import { weekdayMeans } from './weekdays.ts';

const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The pattern of the week: the mean of each weekday as a bar with its number. */
export function WeekdayBars({ line, name }: { readonly line: Line; readonly name: string }) {
  const means = weekdayMeans(line);
  const top = Math.max(1, ...means.map((mean) => mean ?? 0));
  return (
    <table className={css['week']}>
      <caption>{name} by weekday, mean of the span</caption>
      <tbody>
        {NAMES.map((day, at) => {
          const mean = means[at] ?? null;
          return (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>
                {mean === null ? (
                  'no data'
                ) : (
                  <span>
                    <i style={{ width: `${(100 * mean) / top}%` }} aria-hidden />
                    {decimalText(mean, mean < 10 ? 1 : 0)}
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import css from './chart.module.css';
import { options } from './options.ts';
import { useThemeMark } from './theme-mark.ts';

interface Props {
  /** Day numbers, ascending. */
  readonly days: readonly number[];
  readonly values: readonly (number | null)[];
  readonly title: string;
  /** The chart in a sentence, shown under the title and read out. */
  readonly text: string;
  readonly height: number;
  /** Charts of one group share the cursor. */
  readonly group: string;
  /** Days whose value was corrected later; each gets a tick on the axis. */
  readonly marks?: readonly number[];
}

const NO_MARKS: readonly number[] = [];

/** One measure over time: a thin line from zero, gaps left open. */
export function TimeChart({ days, values, title, text, height, group, marks = NO_MARKS }: Props) {
  const theme = useThemeMark();
  return (
    <figure className={css['figure']}>
      <figcaption>
        <span className={css['title']}>{title}</span> <span className={css['text']}>{text}</span>
      </figcaption>
      {days.length === 0 ? null : (
        <Plot key={theme} days={days} values={values} height={height} group={group} marks={marks} />
      )}
    </figure>
  );
}

function Plot({ days, values, height, group, marks }: Required<Omit<Props, 'title' | 'text'>>) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const plot = new uPlot(
      options(element, height, group, marks),
      [[...days], [...values]],
      element,
    );
    const resize = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height });
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      plot.destroy();
    };
  }, [days, values, height, group, marks]);
  return <div ref={host} className={css['plot']} style={{ minHeight: height }} aria-hidden />;
}

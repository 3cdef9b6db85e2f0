import { Fragment } from 'react';
import { proseDays } from '../format.ts';
import { Unknown } from './cells.tsx';
import css from './why-cell.module.css';

/** A first sentence of so many characters fits one line of the column on a usual screen. */
const ONE_LINE = 62;

/** Sentences are joined by this in the engine's `why`. */
const JOINT = ' · ';

/**
 * Why an office stands where it stands: two lines where rows are high enough, the strongest sentence in ink. The whole of
 * it is in the document and on hover even where the screen cuts it off.
 */
export function WhyCell({
  reason,
  lead,
  quiet = false,
}: {
  readonly reason: string | null;
  /** What the sentence is about, where the row is about something else. */
  readonly lead?: string;
  /** Nothing to act on: set back. */
  readonly quiet?: boolean;
}) {
  if (reason === null && lead === undefined) return <Unknown why="nothing sets it apart" />;
  const [first = '', ...rest] = reason === null ? [] : proseDays(reason).split(JOINT);
  const title = [lead, [first, ...rest].join(JOINT)].filter(Boolean).join(': ');
  const apart = lead === undefined && first.length <= ONE_LINE;
  return (
    <span
      className={`${css['why']} ${apart ? css['apart'] : ''} ${quiet ? css['quiet'] : ''}`}
      title={title}
    >
      {lead === undefined ? null : <b>{first ? `${lead}: ` : lead}</b>}
      {first}
      {rest.map((each) => (
        <Fragment key={each}>
          {' '}
          <span>{`· ${each}`}</span>
        </Fragment>
      ))}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import type { Freshness } from '../../../shared/domain/freshness.ts';
import { shortDateText } from '../../components/format.ts';
import css from './shell.module.css';

/** On every screen with numbers: a newer day is there that they do not show, and where it says why. */
export function WaitingLine({ freshness }: { readonly freshness: Freshness }) {
  const { ds, waiting } = freshness;
  if (!waiting || ds === null) return null;
  const what = waiting.status === 'held' ? 'is held' : 'could not be read';
  return (
    <p className={css['waiting']} role="status">
      <span aria-hidden>▲ </span>
      Data of {shortDateText(waiting.ds)} {what}; you see {shortDateText(ds)}.{' '}
      <Link to="/data">See why</Link>
    </p>
  );
}

import type { AppStatus } from '../../../shared/contracts/app.ts';
import type { DayState } from '../../../shared/contracts/health.ts';
import type { Freshness, FreshnessState } from '../../../shared/domain/freshness.ts';
import { Facts } from '../../components/facts.tsx';
import { countText, dateText, plural, proseDays, timeText } from '../../components/format.ts';
import { freshness as ageOf } from '../../components/freshness.ts';
import { useNow } from '../../components/now.ts';
import { StateGlyph } from './day-mark.tsx';
import css from './status-head.module.css';

const WORDS: Readonly<Record<FreshnessState, readonly [DayState, string]>> = {
  none: ['missing', 'No data'],
  fresh: ['published', 'Fresh'],
  late: ['late', 'Late'],
  held: ['held', 'Held'],
  failed: ['failed', 'Failed'],
};

/** How the data stands in words, then its three clocks and those of its sources. */
export function StatusHead({ status }: { readonly status: AppStatus }) {
  const { freshness, dataset, sample, notices } = status;
  const now = useNow(60_000);
  // The days of the sample book are invented: it is never late.
  const state = sample && freshness.state === 'late' ? 'fresh' : freshness.state;
  const [sign, word] = WORDS[state];
  const behind = freshness.sources.filter((s) => s.state !== 'fresh');
  const age = freshness.ds === null || sample ? '' : `, ${ageOf(freshness.ds, now).age}`;
  return (
    <header className={css['head']}>
      <div className={css['state']} data-state={state}>
        <p className={css['word']}>
          <StateGlyph state={sign} /> {word}
        </p>
        <div>
          <p>{sentenceOf(state, freshness)}</p>
          {notices
            .filter((notice) => !notice.code.startsWith('delivery_'))
            .map((notice) => (
              <p key={notice.code}>{proseDays(notice.text)}</p>
            ))}
        </div>
      </div>
      {freshness.ds === null ? null : (
        <Facts
          facts={[
            {
              name: 'Data of',
              value: `${dateText(freshness.ds)}${age}`,
              about: 'The newest day on the screens; its age counts from the end of that day',
            },
            {
              name: 'Delivered',
              value: freshness.deliveredAt ? timeText(freshness.deliveredAt) : 'not said',
              about: 'When the warehouse wrote it',
            },
            {
              name: 'Synced',
              value: freshness.syncedAt ? timeText(freshness.syncedAt) : '·',
              about: 'When it was published on this computer',
            },
            {
              name: 'Counts checked',
              value: dataset.verified ? 'against the manifest' : 'no manifest',
            },
            {
              name: 'History',
              value: dataset.firstDs
                ? `${plural(dataset.days, 'day')} from ${dateText(dataset.firstDs)}`
                : '·',
            },
            { name: 'Offices', value: countText(dataset.offices) },
          ]}
        />
      )}
      {behind.length > 0 ? (
        <ul className={css['sources']} aria-label="Sources that are behind">
          {behind.map((source) => (
            <li key={source.source}>
              <span aria-hidden>{source.state === 'unknown' ? '·' : '◐'}</span>{' '}
              {capital(proseDays(source.text))}
            </li>
          ))}
        </ul>
      ) : null}
    </header>
  );
}

/** Why it is held stands with its day, below. */
function sentenceOf(state: FreshnessState, { ds }: Freshness): string {
  const shown = ds === null ? 'no day is on the screens' : `the screens show ${dateText(ds)}`;
  switch (state) {
    case 'none':
      return 'No day has been synced yet.';
    case 'fresh':
      return 'The newest day is on the screens.';
    case 'late':
      return `No delivery has come since; ${shown}, which stays true for its day.`;
    case 'held':
      return `A newer delivery is held back by its checks; ${shown}.`;
    case 'failed':
      return `A newer delivery could not be read; ${shown}.`;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

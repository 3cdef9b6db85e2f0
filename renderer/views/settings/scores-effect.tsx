import type { ReactNode } from 'react';
import { BANDS } from '../../../shared/domain/score.ts';
import type { Caught, WhatIf } from '../../../shared/domain/what-if.ts';
import {
  countText,
  dateText,
  decimalText,
  moneyShort,
  oddsText,
  plural,
} from '../../components/format.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { BAND_WORDS } from '../../components/words.ts';
import { ScoresBars } from './scores-bars.tsx';
import css from './scores.module.css';

const change = (by: number): string =>
  by === 0 ? '0' : `${by > 0 ? '+' : '−'}${countText(Math.abs(by))}`;

/** The whole book as it is and as it would be: bands, shape, money, and what it would have caught. */
export function ScoresEffect({
  seen,
  changed,
  behind,
  children,
}: {
  readonly seen: WhatIf;
  readonly changed: boolean;
  /** The figures are still those of the weights before. */
  readonly behind: boolean;
  /** What can be done about it, under the bands. */
  readonly children: ReactNode;
}) {
  const moved = seen.moves.reduce((sum, { offices }) => sum + offices, 0);
  return (
    <>
      <h3>{changed ? 'What it would change' : 'The book as it is'}</h3>
      <p role="status" className={css['moved']}>
        {behind
          ? 'Scoring the book'
          : changed
            ? moved === 0
              ? 'No office changes its band'
              : plural(moved, 'office changes its band', 'offices change their band')
            : `${plural(seen.offices, 'office')} with a risk`}
      </p>
      <table className={page['table']}>
        <TableHead
          names={changed ? ['Band', 'Now', 'Then', 'Change'] : ['Band', 'Offices']}
          numbers={['Now', 'Then', 'Change', 'Offices']}
        />
        <tbody>
          {BANDS.toReversed().map((band) => (
            <tr key={band}>
              <th scope="row">
                {BAND_WORDS[band].glyph} {BAND_WORDS[band].word}
              </th>
              <td className={page['num']}>{countText(seen.bands_before[band])}</td>
              {changed ? (
                <>
                  <td className={page['num']}>{countText(seen.bands_after[band])}</td>
                  <td className={page['num']}>
                    {change(seen.bands_after[band] - seen.bands_before[band])}
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {seen.moves.length > 0 ? (
        <ul className={css['moves']} aria-label="Moves between bands">
          {seen.moves.map(({ from, to, offices }) => (
            <li key={`${from}${to}`}>
              <b>{countText(offices)}</b> {BAND_WORDS[from].word} → {BAND_WORDS[to].glyph}{' '}
              {BAND_WORDS[to].word}
            </li>
          ))}
        </ul>
      ) : null}
      {children}
      <ScoresBars
        title="Odds against the average"
        shape={seen.risk}
        changed={changed}
        ticks={[0.25, 1, 4, 16]}
        text={oddsText}
        marks={
          seen.thresholds_after
            ? [
                [seen.thresholds_after.elevated, '◆'],
                [seen.thresholds_after.high, '▲'],
              ]
            : []
        }
      />
      <ScoresBars
        title="Adoption"
        shape={seen.adoption}
        changed={changed}
        ticks={[0, 25, 50, 75, 100]}
        text={(value) => countText(value)}
      />
      {seen.arr_at_risk.map(({ currency, before, after }) => (
        <p key={currency} className={css['line']}>
          <span>ARR at risk</span>
          <span>
            {moneyShort(before, currency)}
            {changed ? ` → ${moneyShort(after, currency)}` : ''}
          </span>
        </p>
      ))}
      {seen.caught ? <Catches caught={seen.caught} changed={changed} /> : null}
    </>
  );
}

/** Below this the numbers say little; they are shown with that said. */
const ENOUGH = 20;

function Catches({ caught, changed }: { readonly caught: Caught; readonly changed: boolean }) {
  const { before, after, notices } = caught;
  const rows = [
    ['In the riskiest tenth', decimal(before.top_tenth), decimal(after.top_tenth)],
    ['Lift of that tenth', `${decimalText(before.lift)}×`, `${decimalText(after.lift)}×`],
    ['In High', of(before.high), of(after.high)],
    ['In Elevated', of(before.elevated), of(after.elevated)],
  ] as const;
  return (
    <>
      <h4>What it would have caught</h4>
      <p className={css['does']}>
        {plural(notices, 'notice')} between {dateText(caught.ds)} and {dateText(caught.until)}, by
        the risk of {plural(caught.offices, 'office')} on {dateText(caught.ds)}
        {notices < ENOUGH ? `. Fewer than ${ENOUGH} say little` : ''}
      </p>
      <table className={page['table']}>
        <TableHead
          names={changed ? ['Notices', 'Now', 'Then'] : ['Notices', 'Caught']}
          numbers={['Now', 'Then', 'Caught']}
        />
        <tbody>
          {rows.map(([name, old, now]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={page['num']}>{old}</td>
              {changed ? <td className={page['num']}>{now}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const decimal = (value: number): string =>
  Number.isInteger(value) ? countText(value) : decimalText(value);
const of = ({ notices, offices }: { notices: number; offices: number }): string =>
  `${countText(notices)} of ${countText(offices)}`;

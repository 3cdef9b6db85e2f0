import {
  RUNG_NAMES,
  type KeptContender,
  type LearnedCard,
} from '../../../shared/domain/learning.ts';
import page from '../../components/page.module.css';
import { TableHead } from '../../components/table-head.tsx';
import { figureLines, isAlone, type FigureLine } from './figures.ts';
import css from './models.module.css';

/** The scorecard and the model that was learned, judged by the same rows. */
export function BackTestTable({ card }: { readonly card: LearnedCard }) {
  const { scorecard, candidate } = card.backTest;
  const alone = isAlone(card);
  const names = alone
    ? ['Figure', 'Scorecard, recalibrated']
    : ['Figure', 'Scorecard, recalibrated', RUNG_NAMES[card.rung]];
  return (
    <div className={page['scroll']}>
      <table className={page['table']}>
        <caption className="sr">Back-test</caption>
        <TableHead names={names} numbers={names.slice(1)} />
        <tbody>
          {figureLines(card).map((line) => (
            <tr key={line.name} title={line.about}>
              <th scope="row">{line.name}</th>
              <Figure line={line} of={scorecard} />
              {alone ? null : <Figure line={line} of={candidate} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ line, of }: { readonly line: FigureLine; readonly of: KeptContender }) {
  const bounds = line.bounds(of);
  return (
    <td className={page['num']}>
      {line.of(of)}
      {bounds === null ? null : <div className={css['bounds']}>{bounds}</div>}
    </td>
  );
}

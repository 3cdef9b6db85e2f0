import { CAUSE_WORDS, CAUSES } from '../../shared/domain/change-causes.ts';
import type { ChangeStep, SplitChange } from '../../shared/domain/change-causes.ts';
import { dateText, shortDateText } from './format.ts';
import page from './page.module.css';
import { Section } from './section.tsx';

/** One of the two numbers a step is told of. */
export interface ToldNumber {
  readonly name: string;
  readonly of: (step: ChangeStep) => SplitChange;
  /** The number itself. */
  readonly text: (value: number | null) => string;
  /** A change of it, with its sign. */
  readonly signed: (change: number) => string;
}

/** How scores came to be what they are: steps newest first, each split by where it came from. */
export function ChangeSteps({
  steps,
  numbers,
  none,
}: {
  readonly steps: readonly ChangeStep[];
  readonly numbers: readonly ToldNumber[];
  readonly none: string;
}) {
  return (
    <Section
      title="Why it changed"
      note="each step split by where it came from; the parts add up to the change"
    >
      {steps.length === 0 ? (
        <p className={page['sub']}>{none}</p>
      ) : (
        <div className={page['scroll']}>
          <table className={page['table']}>
            <thead>
              <tr>
                <th scope="col">Days</th>
                <th scope="col">Score</th>
                <th scope="col" className={page['num']}>
                  Was
                </th>
                <th scope="col" className={page['num']}>
                  Is
                </th>
                <th scope="col" className={page['num']}>
                  Change
                </th>
                {CAUSES.toReversed().map((cause) => (
                  <th
                    key={cause}
                    scope="col"
                    className={page['num']}
                    title={CAUSE_WORDS[cause].does}
                  >
                    {CAUSE_WORDS[cause].name}
                  </th>
                ))}
              </tr>
            </thead>
            {steps.map((step, at) => (
              // Two scorings may have the same days: steps are told from the oldest on.
              <tbody key={steps.length - at}>
                {numbers.map((number, i) => (
                  <tr key={number.name}>
                    {i === 0 ? (
                      <th scope="rowgroup" rowSpan={numbers.length}>
                        {step.from_ds === step.ds ? '' : `${shortDateText(step.from_ds)} to `}
                        {dateText(step.ds)}
                        {step.open ? <span className={page['quiet']}> so far</span> : null}
                      </th>
                    ) : null}
                    <NumberCells number={number} change={number.of(step)} />
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Section>
  );
}

function NumberCells({
  number,
  change,
}: {
  readonly number: ToldNumber;
  readonly change: SplitChange;
}) {
  const { old, new: now, parts } = change;
  const by = old === null || now === null ? null : now - old;
  return (
    <>
      <td>{number.name}</td>
      <td className={page['num']}>{number.text(old)}</td>
      <td className={page['num']}>{number.text(now)}</td>
      <td className={page['num']}>{by === null ? '·' : number.signed(by)}</td>
      {parts === null ? (
        <td colSpan={CAUSES.length} className={page['quiet']}>
          {old === null && now === null
            ? 'no score on these days'
            : old === null
              ? 'scored for the first time'
              : now === null
                ? 'no score any more'
                : 'part of the way had no score'}
        </td>
      ) : (
        CAUSES.toReversed().map((cause) => (
          <td key={cause} className={`${page['num']} ${parts[cause] === 0 ? page['quiet'] : ''}`}>
            {parts[cause] === 0 ? '0' : number.signed(parts[cause])}
          </td>
        ))
      )}
    </>
  );
}

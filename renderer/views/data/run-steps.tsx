import type { RunStep } from '../../../shared/contracts/health.ts';
import { timeText } from '../../components/format.ts';
import css from './run-steps.module.css';

const SIGNS: Readonly<Record<RunStep['status'], readonly [glyph: string, word: string]>> = {
  done: ['✓', 'done'],
  stopped: ['■', 'stopped here'],
  not_reached: ['–', 'not reached'],
  not_known: ['·', 'not kept'],
};

/** The way of a delivery from where it lay to the screens, and where it ended. */
export function RunSteps({ steps }: { readonly steps: readonly RunStep[] }) {
  return (
    <ol className={css['steps']} aria-label="Steps of the delivery">
      {steps.map((step) => {
        const [glyph, word] = SIGNS[step.status];
        return (
          <li key={step.id} data-status={step.status}>
            <p className={css['title']}>
              <span aria-hidden>{glyph}</span> {step.title}
            </p>
            <p>{step.text || word}</p>
            <p>{step.at ? timeText(step.at).replace(/^.*, /, '') : ''}</p>
          </li>
        );
      })}
    </ol>
  );
}

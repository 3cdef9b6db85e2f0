import { BookOpen } from 'lucide-react';
import { startSample } from '../../api/imports.ts';
import { Button } from '../../components/button.tsx';
import css from './first-run.module.css';

export function SampleChoice() {
  return (
    <section className={css['choice']} aria-labelledby="choice-sample">
      <h2 id="choice-sample">
        <BookOpen size={18} aria-hidden />
        Explore the sample book
      </h2>
      <p>
        About 280 invented accounts with 3,000 offices and 400 days of history, written as a real
        extract and read like one. The newest day is ready in seconds; older days fill in behind it.
        One click removes it.
      </p>
      <Button look="primary" onClick={startSample}>
        Open the sample book
      </Button>
    </section>
  );
}

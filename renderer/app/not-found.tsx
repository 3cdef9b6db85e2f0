import { ProblemNote } from '../components/problem-note.tsx';

export function NotFound() {
  return (
    <ProblemNote
      problem={{
        code: 'not_found',
        message: 'There is no screen at this address.',
        next: 'Go to the portfolio (G P) and open the office from there.',
      }}
    />
  );
}

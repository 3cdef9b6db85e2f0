import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LearningProgress } from '../../shared/contracts/learning.ts';
import type { LearnedCard } from '../../shared/domain/learning.ts';
import { bridge } from './bridge.ts';
import { ask } from './call.ts';
import { client, DATA } from './client.ts';
import { saveText } from './save.ts';

const stateKey = [DATA, 'learning.state'] as const;
const progressKey = ['learning'] as const;
const outsideKey = [DATA, 'models.list'] as const;

/** What there is to learn from, what was learned, and what is in use. */
export const useLearning = () =>
  useQuery({
    queryKey: stateKey,
    queryFn: ({ signal }) => ask('learning.state', {}, { signal }),
  });

/** What is being learned now: the newest event, or what was said when this page opened. */
export function useLearningProgress(): LearningProgress | null {
  const { data: state } = useLearning();
  useEffect(
    () =>
      bridge().on('learning', (progress) => {
        client.setQueryData(progressKey, progress);
        if (progress === null) void learnedAnew();
      }),
    [],
  );
  const { data } = useQuery<LearningProgress | null>({
    queryKey: progressKey,
    queryFn: () => null,
    enabled: false,
  });
  return data === undefined ? (state?.running ?? null) : data;
}

const learnedAnew = () => client.invalidateQueries({ queryKey: stateKey });

/** Resolves when the model is kept; throws where it was cancelled, from whichever window. */
export async function trainModel(): Promise<LearnedCard> {
  try {
    return await ask('learning.train', {});
  } finally {
    await learnedAnew();
  }
}

export const cancelTraining = () => ask('learning.cancel', {});

/** Null: the scorecard. The book is scored by it before this resolves. */
export async function applyModel(id: string | null): Promise<void> {
  await ask('learning.use', { id });
  await learnedAnew();
}

/** Saves the card; resolves to where, null when the person closed the dialog. */
export async function saveLearnedCard(id: string): Promise<string | null> {
  const { html } = await ask('learning.card', { id });
  return saveText(`model-card-${id}.html`, html, 'text/html');
}

/** Models of the data team. */
export const useOutsideModels = () =>
  useQuery({ queryKey: outsideKey, queryFn: ({ signal }) => ask('models.list', {}, { signal }) });

export async function importModel(path: string) {
  const taken = await ask('models.import', { path });
  await client.invalidateQueries({ queryKey: outsideKey });
  return taken;
}

export async function removeModel(id: string): Promise<void> {
  await ask('models.remove', { id });
  await client.invalidateQueries({ queryKey: outsideKey });
}

export async function saveOutsideCard(id: string): Promise<string | null> {
  const { html } = await ask('models.card', { id });
  return saveText(`model-card-${id}.html`, html, 'text/html');
}

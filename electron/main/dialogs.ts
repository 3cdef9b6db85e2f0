import { BrowserWindow, dialog } from 'electron';
import { type Problem, sentence } from '../../shared/contracts/problem.ts';
import type { ShellPowers } from './shell-calls.ts';

/** File dialogs, attached to the window they belong to (a sheet on macOS, on top elsewhere). */
export const fileDialogs: Pick<ShellPowers, 'showOpenDialog' | 'showSaveDialog'> = {
  showOpenDialog(options) {
    const window = BrowserWindow.getFocusedWindow();
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  },
  showSaveDialog(options) {
    const window = BrowserWindow.getFocusedWindow();
    return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
  },
};

/** For what leaves no page to say it in. */
export function showProblem(title: string, problem: Problem): void {
  dialog.showErrorBox(title, sentence(problem));
}

/** What a test answers in place of a person, and what was shown and opened. */
export interface DialogAnswer {
  readonly canceled?: boolean;
  readonly filePaths?: readonly string[];
  readonly filePath?: string;
  readonly response?: number;
}
export interface ShownDialog {
  readonly kind: string;
  readonly options: unknown;
}

export function createDialogs() {
  const answers: DialogAnswer[] = [];
  const shown: ShownDialog[] = [];
  const opened: string[] = [];

  /** A dialog nobody prepared an answer for fails the call instead of hanging the test. */
  function ask(kind: string, args: readonly unknown[]): DialogAnswer {
    const options = args.at(-1);
    shown.push({ kind, options });
    const answer = answers.shift();
    if (!answer) throw new Error(`unexpected dialog.${kind}(${JSON.stringify(options)})`);
    return answer;
  }

  const dialog = {
    async showOpenDialog(...args: unknown[]) {
      return { canceled: false, filePaths: [], ...ask('showOpenDialog', args) };
    },
    async showSaveDialog(...args: unknown[]) {
      return { canceled: false, filePath: '', ...ask('showSaveDialog', args) };
    },
    async showMessageBox(...args: unknown[]) {
      return { response: 0, checkboxChecked: false, ...ask('showMessageBox', args) };
    },
    showErrorBox(title: string, content: string) {
      shown.push({ kind: 'showErrorBox', options: { title, content } });
    },
  };
  const shell = {
    async openExternal(url: string) {
      opened.push(url);
    },
  };
  return { dialog, shell, answers, shown, opened };
}

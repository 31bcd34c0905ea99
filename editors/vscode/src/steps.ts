// Questions asked one after the other, with a way back.

import { QuickInputButtons, window, type Disposable, type QuickInput, type QuickInputButton, type QuickPickItem } from "vscode";

/** What a person answered: a value, to go back, or to leave it. */
export type Answer<T> = { value: T } | "back" | "left";

/** Where a question stands. */
export interface Step {
  title: string;
  /** From 1. */
  number: number;
  of: number;
}

/** Asks for one of `items`. */
export function pick<T extends QuickPickItem>(step: Step, items: T[], placeholder: string): Promise<Answer<T>> {
  const input = window.createQuickPick<T>();
  prepare(input, step);
  input.items = items;
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  return asked(input, input.onDidTriggerButton, (settle) => [
    input.onDidAccept(() => {
      const item = input.selectedItems[0];
      if (item !== undefined) settle({ value: item });
    }),
  ]);
}

/** What a question for a text needs. */
export interface TextQuestion {
  prompt: string;
  placeholder: string;
  value: string;
  /** What is wrong with it; nothing if it will do. */
  mistake: (value: string) => Promise<string | undefined>;
}

/** Asks for a text. */
export function text(step: Step, question: TextQuestion): Promise<Answer<string>> {
  const input = window.createInputBox();
  prepare(input, step);
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value;
  return asked(input, input.onDidTriggerButton, (settle) => [
    input.onDidChangeValue(() => (input.validationMessage = undefined)),
    input.onDidAccept(async () => {
      const value = input.value;
      const mistake = await question.mistake(value);
      if (mistake === undefined) settle({ value });
      else input.validationMessage = mistake;
    }),
  ]);
}

function prepare(input: QuickInput & { buttons: readonly QuickInputButton[] }, step: Step): void {
  input.title = step.title;
  input.step = step.number;
  input.totalSteps = step.of;
  // Somebody who looks something up in another window finds the question again.
  input.ignoreFocusOut = true;
  if (step.number > 1) input.buttons = [QuickInputButtons.Back];
}

function asked<T>(
  input: QuickInput,
  onButton: (listener: () => void) => Disposable,
  listen: (settle: (answer: Answer<T>) => void) => Disposable[],
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const settle = (answer: Answer<T>) => {
      resolve(answer);
      for (const disposable of listening) disposable.dispose();
      input.dispose();
    };
    const listening = [...listen(settle), onButton(() => settle("back")), input.onDidHide(() => settle("left"))];
    input.show();
  });
}

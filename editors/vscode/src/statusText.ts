// The words of the status bar.

import type { Status } from "./protocol";

/** What the status bar shows: in brief, for a screen reader, and when pointed at. */
export interface StatusText {
  text: string;
  spoken: string;
  tooltip: string;
  /** Each question with its answer, a line each. */
  list: string[];
}

/** What is said of a referral; nothing of a document that is none. */
export function statusText(status: Status): StatusText | undefined {
  if (status.schema === null) return undefined;
  const answered = status.questions.filter((question) => question.answered === true).length;
  const all = status.questions.length;
  const brief = all === 0 ? `Referral: ${status.schema}` : `Referral: ${answered} of ${all} answered`;
  const draft = status.status === "draft" ? ", draft" : "";
  const lines = status.questions.map((question) => `${mark(question.answered)} ${question.text}`);
  const found = counts(status.counts);
  const left = promptsLeft(status.promptsLeft);
  lines.push(`$(edit) ${left}.`);
  const deadline = status.nextDeadline && { ...status.nextDeadline, day: inWords(status.nextDeadline.date) };
  if (deadline) lines.push(`$(calendar) Next deadline: ${deadline.day}, ${deadline.label} (${deadline.basis})${doubt(deadline.confirmed)}.`);
  // One that nobody could confirm is said with that, and not in passing.
  const next = deadline?.confirmed ? `, next deadline ${deadline.day}` : "";
  return {
    text: `$(checklist) ${brief}${draft}${next}`,
    spoken: `${brief}${draft}${next}. ${left}. ${found}.`,
    tooltip: [`${status.schema}: ${status.why}.`, ...lines, `${found}.`].join("\n\n"),
    list: lines,
  };
}

function doubt(confirmed: boolean): string {
  return confirmed ? "" : "; this number could only be recalled and is not confirmed";
}

/** "14 June 2015" for "2015-06-14". */
function inWords(date: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

/** A word beside the sign, so that nothing is said by a sign alone. */
function mark(answered: boolean | null): string {
  if (answered === true) return "$(check) Answered:";
  if (answered === false) return "$(circle-large-outline) Open:";
  return "$(question) Cannot be told:";
}

function promptsLeft({ needed, besides }: Status["promptsLeft"]): string {
  if (needed + besides === 0) return "No prompt is left";
  const most = needed === 0 ? "No prompt is left that the board needs" : `${several(needed, "prompt is", "prompts are")} left`;
  return besides === 0 ? most : `${most}, ${besides} optional`;
}

function counts({ errors, warnings, informations, hints }: Status["counts"]): string {
  const parts = [
    several(errors, "error", "errors"),
    several(warnings, "warning", "warnings"),
    several(informations, "information", "informations"),
    several(hints, "hint", "hints"),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "Nothing found" : `Found: ${parts.join(", ")}`;
}

function several(count: number, one: string, more: string): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? one : more}`;
}

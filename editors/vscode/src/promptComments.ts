// Where the comments are that ask the writer for something.

/** The beginning and the end of each `<!-- prompt: … -->`, counted as JavaScript counts. */
export function promptComments(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/<!--\s*prompt:(?:(?!-->)[\s\S])*-->/gi)) {
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

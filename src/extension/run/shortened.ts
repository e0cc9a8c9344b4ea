/** Characters that the status bar has room for beside what others show there. */
const MAX_LENGTH = 60;

/** The beginning of a text that is too long for the status bar: its first sentence, or as many words as fit. */
export function shortened(text: string, most = MAX_LENGTH): string {
  if (text.length <= most) return text;
  const sentence = /^.*?[.!?](?= )/s.exec(text)?.[0];
  if (sentence && sentence.length <= most) return sentence;
  const room = text.slice(0, most - 1);
  const words = room.slice(0, room.lastIndexOf(' ')).replace(/[\s,;:.]+$/, '');
  return `${words === '' ? room : words}…`;
}

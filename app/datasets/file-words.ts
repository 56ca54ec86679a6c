/** What a file of a dataset is called where several are to be told apart; positions count from 0. */
export function fileText({ position, title, format }: { position: number; title: string; format: string }): string {
  const name = title.trim();
  if (name === "") return format || `File ${position + 1}`;
  return format === "" || name.toLowerCase().includes(format.toLowerCase()) ? name : `${name} (${format})`;
}

/** Where a long work tells how far it is. One line a message; the CLI adds the time. */
export type Progress = (line: string) => void;

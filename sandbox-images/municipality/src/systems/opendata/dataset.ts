export type Cell = string | number | null;
export type Row = readonly Cell[];

/** A table of open data: derived row by row, so that any part of it can be had by itself. */
export interface Dataset {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly keywords: readonly string[];
  /** Code of the themes of data.gov.be. */
  readonly theme: string;
  readonly columns: readonly string[];
  /** Changes when the rows do; left out where they follow from the town alone. */
  version?(): string;
  count(): number;
  /** Rows from one position up to another. */
  rows(from: number, to: number): Iterable<Row>;
}

/** Something that is there as a whole, as rows. */
export const listed = <T>(all: () => readonly T[], row: (one: T) => Row): Pick<Dataset, 'count' | 'rows'> => ({
  count: () => all().length,
  *rows(from, to) {
    for (const one of all().slice(from, to)) yield row(one);
  },
});

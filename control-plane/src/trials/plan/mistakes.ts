import { LabError } from '@proeftuin/contract/errors';
import type { ProblemAt } from '@proeftuin/contract/manifest/parse';
import { ManifestMistake, type Problem, problemText } from '@proeftuin/contract/manifest/problem';

/** A manifest that cannot be used, with all its problems: code manifest.invalid, or manifest.unsupported when all are. */
export class ManifestError extends LabError {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const later = problems.every((p) => p.code === 'manifest.unsupported');
    super(later ? 'manifest.unsupported' : 'manifest.invalid', problems.map(problemText).join('\n'));
    this.problems = problems;
  }
}

/** Gathers mistakes, so that all are told at once. */
export class Mistakes {
  readonly #problem: ProblemAt;
  readonly #found: Problem[] = [];

  constructor(problem: ProblemAt) {
    this.#problem = problem;
  }

  /** Does something; when it meets a mistake of the manifest, notes it and gives `otherwise`. */
  attempt<T>(act: () => T, otherwise: T): T {
    try {
      return act();
    } catch (thrown) {
      if (!(thrown instanceof ManifestMistake)) throw thrown;
      this.add(thrown);
      return otherwise;
    }
  }

  add({ path, code, found, expected, example }: ManifestMistake): void {
    this.#found.push(this.#problem(path, { code, found, expected, example }));
  }

  get problems(): readonly Problem[] {
    return [...this.#found].sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** Throws ManifestError when any mistake was found. */
  end(): void {
    if (this.#found.length > 0) throw new ManifestError(this.problems);
  }
}

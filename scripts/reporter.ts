import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Counts for scripts/test.ts, and one line for each test that is slow to see: the failed, the skipped with their
 * reasons, and those that needed a second try.
 */
export default class CountingReporter implements Reporter {
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #again = 0;

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    const name = `${test.module.relativeModuleId} › ${test.fullName}`;
    if (result.state === 'passed') this.#passed += 1;
    if (result.state === 'skipped') {
      this.#skipped += 1;
      console.log(`skipped: ${name}: ${result.note ?? 'no reason given'}`);
    }
    if (result.state === 'failed') {
      this.#failed += 1;
      console.log(`FAILED: ${name}`);
      for (const error of result.errors)
        console.log(`  ${(error.stack ?? error.message).split('\n').slice(0, 12).join('\n  ')}`);
    }
    const tries = test.diagnostic()?.retryCount ?? 0;
    if (tries > 0 && result.state === 'passed') {
      this.#again += 1;
      console.log(`held only at try ${tries + 1}: ${name}`);
    }
  }

  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) {
      this.#failed += 1;
      console.log(`FAILED: ${module.relativeModuleId}: ${error.stack ?? error.message}`);
    }
  }

  onTestRunEnd(
    _modules: readonly TestModule[],
    unhandled: readonly { message: string; stack?: string | undefined }[],
  ): void {
    for (const error of unhandled) {
      this.#failed += 1;
      console.log(`FAILED: unhandled: ${error.stack ?? error.message}`);
    }
    const file = process.env.PROEFTUIN_COUNTS;
    const counts = { passed: this.#passed, failed: this.#failed, skipped: this.#skipped, again: this.#again };
    if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  }
}

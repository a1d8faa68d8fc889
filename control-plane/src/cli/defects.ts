import { LabError } from '@proeftuin/contract/errors';

/** Are these planted defects of that example service, such as its variable DEFECTS names? Throws usage.invalid. */
export async function checkDefects(service: string, ids: string): Promise<void> {
  if (service !== 'verhuisloket')
    throw new LabError('usage.invalid', `--defects: no defects are planted in ${service}`, {
      next: 'Try sandbox-images/providers/verhuisloket, or leave --defects out.',
    });
  const { DEFECTS } = await import('../../../sandbox-images/providers/verhuisloket/defects.ts');
  for (const id of ids.split(',')) {
    const defect = DEFECTS.find((one) => one.id === id);
    if (defect === undefined)
      throw new LabError('usage.invalid', `--defects: no defect "${id}" is planted`, {
        next: `Choose of ${DEFECTS.filter((one) => one.manifest === undefined)
          .map((one) => one.id)
          .join(', ')}.`,
      });
    if (defect.manifest !== undefined)
      throw new LabError('usage.invalid', `--defects: ${id} is planted in the manifest, not by a variable`, {
        next: `Run \`node control-plane/src/detection/main.ts --only ${id}\`.`,
      });
  }
}

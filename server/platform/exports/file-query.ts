import { z } from 'zod';
import { type ExportFormat, exportChoice } from '../../../contract/exports.ts';
import type { SpokenLanguage } from '../said.ts';

type FileQuery<S extends z.ZodRawShape> = Omit<z.output<z.ZodObject<S>>, 'cursor' | 'limit'> & {
  format: ExportFormat;
  language?: SpokenLanguage | undefined;
};

/** The query of a list as that of its file: without the page, with the kind of file and its language. */
export function fileQuery<S extends z.ZodRawShape = Record<never, never>>(
  list?: z.ZodObject<S>,
): z.ZodType<FileQuery<S>> {
  const { cursor: _, limit: __, ...shape } = (list?.shape ?? {}) as z.ZodRawShape;
  return z.object({ ...shape, ...exportChoice }) as unknown as z.ZodType<FileQuery<S>>;
}

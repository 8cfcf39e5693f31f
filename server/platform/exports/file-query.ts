import { z } from 'zod';
import { type ExportFormat, exportFormat } from '../../../contract/exports.ts';

type FileQuery<S extends z.ZodRawShape> = Omit<z.output<z.ZodObject<S>>, 'cursor' | 'limit'> & { format: ExportFormat };

/** The query of a list as that of its file: without the page, with the kind of file. */
export function fileQuery<S extends z.ZodRawShape = Record<never, never>>(
  list?: z.ZodObject<S>,
): z.ZodType<FileQuery<S>> {
  const { cursor: _, limit: __, ...shape } = (list?.shape ?? {}) as z.ZodRawShape;
  return z.object({ ...shape, format: exportFormat }) as unknown as z.ZodType<FileQuery<S>>;
}

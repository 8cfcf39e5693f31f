import { Textarea, type TextareaProps } from '@mantine/core';
import type { JSX } from 'react';

const LINE_REM = 1.45;
const PADDING_REM = 0.9;

/** A text field of at least `rows` lines that grows with what is typed (CSS `field-sizing`, which ignores `rows`). */
export function TextArea({ rows = 3, ...props }: TextareaProps & { rows?: number }): JSX.Element {
  return <Textarea {...props} rows={rows} styles={{ input: { minHeight: `${rows * LINE_REM + PADDING_REM}rem` } }} />;
}

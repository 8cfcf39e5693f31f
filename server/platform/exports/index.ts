export type { Cell, ExportColumn } from './cell.ts';
export { csvFile } from './csv.ts';
export { xlsxFile } from './xlsx.ts';

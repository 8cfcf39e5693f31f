export { type Cell, cellTime, type ExportColumn, type ToldCell, YES_NO } from './cell.ts';
export { csvFile } from './csv.ts';
export { fileQuery } from './file-query.ts';
export { defineExport, exportList, exportRoute, type ListExport } from './list-export.ts';
export { mappedRows, type RowSource, rowsByKey, rowsInTurn, wholeRows } from './row-source.ts';
export { xlsxFile } from './xlsx.ts';
export { type ZipEntry, zipFile } from './zip.ts';

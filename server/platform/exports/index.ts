export { type Cell, cellTime, type ExportColumn } from './cell.ts';
export { csvFile } from './csv.ts';
export { type ExportPlan, exportList, exportRoute, inBatches, type ListExport } from './list-export.ts';
export { xlsxFile } from './xlsx.ts';
export { type ZipEntry, zipFile } from './zip.ts';

/** The product runs programs the same way. */
export { mustRun, runTool, type ToolResult } from '../../server/platform/run-tool.ts';

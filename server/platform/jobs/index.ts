export { defineJob, jobDefinitions, type JobDefinition, type JobInput } from './define.ts';
export { createJobs, insertJobs, type Jobs } from './jobs.ts';

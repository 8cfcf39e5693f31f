export { defineJob, type JobDefinition, type JobInput, jobDefinitions } from './define.ts';
export { createJobs, insertJobs, type Jobs } from './jobs.ts';

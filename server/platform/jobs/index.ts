export { defineJob, type JobDefinition, type JobInput, jobDefinitions } from './define.ts';
export { createJobs, insertJobs, type Jobs, type QueueState } from './jobs.ts';

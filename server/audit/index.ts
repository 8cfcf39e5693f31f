/** Reading the audit trail; the trail itself is the event log of the platform. */
export { registerAudit } from './routes.ts';

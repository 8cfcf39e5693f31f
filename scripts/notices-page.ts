/** Makes docs/notices.md from the table of recipients. */
export { noticesPage } from '../server/notifications/index.ts';

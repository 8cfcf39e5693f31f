export { createHttpServer, type HttpServer } from './server.ts';
export { asAppError, asProblem, fieldProblems } from './problems.ts';
export { type Access, type Handle, type RouteInput, route, routeTable } from './route.ts';
export { receiveFiles, type UploadedFile } from './uploads.ts';
export { serveFile, servePages } from './static.ts';

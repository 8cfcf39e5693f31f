export { asAppError, asProblem, fieldProblems } from './problems.ts';
export { type Access, type Door, type Handle, nameRoute, type RouteInput, route, routeTable } from './route.ts';
export { createHttpServer, type HttpServer } from './server.ts';
export { serveFile, servePages } from './static.ts';
export { receiveFiles, storeUpload, type UploadedFile } from './uploads.ts';

// Stands in for Vite: says what it was given.
import { createServer } from "node:http";

const prefix = "/environment/";
createServer((request, response) => {
  response.end(request.url.startsWith(prefix) ? (process.env[request.url.slice(prefix.length)] ?? "") : "ok");
}).listen(Number(process.argv[process.argv.indexOf("--port") + 1]), "127.0.0.1");

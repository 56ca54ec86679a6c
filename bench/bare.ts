import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// The baseline: a server that only sends bytes from memory, the ones its parent hands it.
let bytes = Buffer.alloc(0);
process.on("message", (text) => {
  bytes = Buffer.from(String(text), "base64");
});
const server = createServer((_request, response) =>
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(bytes),
);
server.listen(0, "localhost", () => process.send?.((server.address() as AddressInfo).port));

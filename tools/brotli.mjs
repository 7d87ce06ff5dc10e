// Compresses like a host that uses brotli's best compression.

import { brotliCompressSync, constants } from "node:zlib";

export function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

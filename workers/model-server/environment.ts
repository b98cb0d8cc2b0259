/**
 * What the model server's process must find in its environment. One libuv thread: node-llama-cpp samples the sequences of
 * a batch on several at once, and llama.cpp reorders the logits under them (measured: wrong tokens in one text of ten).
 */
export function modelServerEnv(token: string): Record<string, string> {
  return { MODEL_SERVER_TOKEN: token, UV_THREADPOOL_SIZE: "1" };
}

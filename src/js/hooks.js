// Calls the client's hooks: they see method, path and outcome of each attempt, and can't break it.

export function onRequest(hook, method, path, attempt) {
  run(hook, { method, path, attempt });
}

export function onResponse(hook, method, path, attempt, durationMs, status, kind, requestId) {
  run(hook, { method, path, attempt, durationMs, status, kind, requestId });
}

function run(hook, event) {
  try {
    hook(event);
  } catch {
    // A fault in somebody's metrics is no fault of the call.
  }
}

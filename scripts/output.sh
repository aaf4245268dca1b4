# Messages and progress, shared by ./run, ./test and the scripts they call. Expects LOCAL (the .local folder).

say() { printf '%s\n' "$*"; }

# One sentence and exit code 2: the machine is in the way, not the code.
cannot() { printf '%s\n' "$*" >&2; exit 2; }

running_step=

# step TITLE COMMAND… : runs the command with its output in a log, shows that time passes, and shows the log's end on failure.
step() {
  local title=$1 log started=$SECONDS shown=0 code=0
  shift
  mkdir -p "$LOCAL/logs"
  log="$LOCAL/logs/step-$(printf '%s' "$title" | tr '[:upper:] ' '[:lower:]-' | tr -cd 'a-z0-9-').log"
  # Build servers stay after the build: they must not keep the lock that the caller holds on descriptor 9.
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  running_step=$!
  [ -t 1 ] || say "  $title"
  while kill -0 "$running_step" 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r\033[K  %s  %d s  %s' "$title" $((SECONDS - started)) "$(tail -n 1 "$log" | tr -d '\r\033' | cut -c 1-60)"
    elif ((SECONDS - started >= shown + 15)); then
      shown=$((SECONDS - started))
      say "  $title: $shown s"
    fi
    sleep 0.2
  done
  wait "$running_step" || code=$?
  running_step=
  [ -t 1 ] && printf '\r\033[K'
  if [ $code -ne 0 ]; then
    say "  $title: failed after $((SECONDS - started)) s; the end of $log:" >&2
    tail -n 30 "$log" | sed 's/^/    /' >&2
    return $code
  fi
  say "  $title: done ($((SECONDS - started)) s)"
}

# Ctrl-C during a step ends what the step runs.
end_step() {
  if [ -n "$running_step" ]; then
    kill -TERM "$running_step" 2>/dev/null || true
    wait "$running_step" 2>/dev/null || true
  fi
}

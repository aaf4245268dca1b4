# Messages and progress, shared by ./run, ./test and the scripts they call. Expects LOCAL (the .local folder).

say() { printf '%s\n' "$*"; }

# One sentence and exit code 2: the machine is in the way, not the code.
cannot() { printf '%s\n' "$*" >&2; exit 2; }

running_step= beside_step= beside_title= beside_started=0

# step TITLE COMMAND… : runs the command with its output in a log, shows that time passes, and shows the log's end on failure.
step() {
  local title=$1 started=$SECONDS code=0
  shift
  mkdir -p "$LOCAL/logs"
  # Build servers stay after the build: they must not keep the lock that the caller holds on descriptor 9.
  "$@" >"$(step_log "$title")" 2>&1 </dev/null 9>&- &
  running_step=$!
  follow "$title" "$running_step" "$started" || code=$?
  running_step=
  return $code
}

# step_beside TITLE COMMAND… : starts a step and goes on; finish_beside waits for it, and shows and answers what step does.
step_beside() {
  beside_title=$1 beside_started=$SECONDS
  shift
  mkdir -p "$LOCAL/logs"
  # A process group of its own, so that all of it can be ended.
  set -m
  "$@" >"$(step_log "$beside_title")" 2>&1 </dev/null 9>&- &
  beside_step=$!
  set +m
}

finish_beside() {
  local code=0
  [ -n "$beside_step" ] || return 0
  follow "$beside_title" "$beside_step" "$beside_started" || code=$?
  beside_step=
  return $code
}

step_log() { printf '%s' "$LOCAL/logs/step-$(printf '%s' "$1" | tr '[:upper:] ' '[:lower:]-' | tr -cd 'a-z0-9-').log"; }

# follow TITLE PID STARTED
follow() {
  local title=$1 pid=$2 started=$3 log shown took='' code=0
  log=$(step_log "$title")
  shown=$((SECONDS - started))
  kill -0 "$pid" 2>/dev/null || took="(meanwhile)"
  [ -t 1 ] || say "  $title"
  while kill -0 "$pid" 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r\033[K  %s  %d s  %s' "$title" $((SECONDS - started)) "$(tail -n 1 "$log" | tr -d '\r\033' | cut -c 1-60)"
    elif ((SECONDS - started >= shown + 15)); then
      shown=$((SECONDS - started))
      say "  $title: $shown s"
    fi
    sleep 0.2
  done
  wait "$pid" || code=$?
  [ -t 1 ] && printf '\r\033[K'
  if [ $code -ne 0 ]; then
    say "  $title: failed after $((SECONDS - started)) s; the end of $log:" >&2
    tail -n 30 "$log" | sed 's/^/    /' >&2
    return $code
  fi
  say "  $title: done ${took:-($((SECONDS - started)) s)}"
}

# Ctrl-C during a step ends what the step runs.
end_step() {
  if [ -n "$running_step" ]; then
    kill -TERM "$running_step" 2>/dev/null || true
    wait "$running_step" 2>/dev/null || true
  fi
  if [ -n "$beside_step" ]; then
    kill -TERM -- "-$beside_step" 2>/dev/null || true
    wait "$beside_step" 2>/dev/null || true
  fi
}

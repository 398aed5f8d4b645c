# Shared by the scripts beside it; sourced, never run.
# shellcheck shell=bash
HEARTH_ROOT=${HEARTH_ROOT:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)}
LOGS="$HEARTH_ROOT/artifacts/log"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# No build server may outlive the command that started it.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

say()  { printf '%s\n' "$*"; }
fail() { printf '\nhearth: %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }
refuse() { printf 'hearth: %s "./hearth help" lists what there is.\n' "$1" >&2; exit 2; }

# option NAME "$@": the value of an option given as "--name value" or "--name=value" lands in $value,
# and $taken says how many words it used.
option() {
  local name=$1; shift
  case "$1" in
    "$name="*) value=${1#*=}; taken=1 ;;
    *) [ $# -ge 2 ] || refuse "$name needs a value."; value=$2; taken=2 ;;
  esac
  [ -n "$value" ] || refuse "$name needs a value."
}

# step "Words" log-name command…: runs a long command with its output in a log, says every 15 seconds
# that it is still at it, and shows the end of the log if it fails.
step() {
  local words=$1 log="$LOGS/$2.log" started=$SECONDS ticker; shift 2
  mkdir -p "$LOGS"
  say "· $words"
  ( waited=0
    while sleep 1 && kill -0 $$ 2>/dev/null; do
      waited=$((waited + 1))
      [ $((waited % 15)) -ne 0 ] || printf '  … %s s\n' "$waited"
    done ) & ticker=$!
  if "$@" >"$log" 2>&1 </dev/null; then
    kill "$ticker" 2>/dev/null; wait "$ticker" 2>/dev/null || true
    say "  done in $((SECONDS - started)) s"
  else
    kill "$ticker" 2>/dev/null; wait "$ticker" 2>/dev/null || true
    printf '\n' >&2; tail -n 25 "$log" | sed 's/^/  | /' >&2
    fail "This step failed: $words" "The whole of what it said: ${log#"$HEARTH_ROOT"/}"
  fi
}

# Is this process alive, and is it the program we mean? A pid alone may have been given to another.
runs() { [ -n "${1:-}" ] && [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -q -- "$2"; }

children_of() {
  local status pid parent
  for status in /proc/[0-9]*/status; do
    pid=${status#/proc/}; pid=${pid%/status}
    parent=$(awk '/^PPid:/{print $2; exit}' "$status" 2>/dev/null) || continue
    [ "$parent" = "$1" ] && printf '%s\n' "$pid"
  done
  return 0
}

# end PID SECONDS: asks, waits, then insists.
end() {
  local pid=$1 tenths=$(( $2 * 10 ))
  kill -TERM "$pid" 2>/dev/null || return 0
  while [ "$tenths" -gt 0 ] && alive "$pid"; do sleep 0.1; tenths=$((tenths - 1)); done
  ! alive "$pid" || kill -KILL "$pid" 2>/dev/null || true
}
# A zombie that nobody has waited for yet is not alive.
alive() { [ -r "/proc/$1/stat" ] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

use_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
    fail "The .NET 10 SDK is not here." \
      "Install it (https://dotnet.microsoft.com/download, or the package dotnet-sdk-10.0" \
      "from Microsoft's Debian feed) and run this again."
}

# Turns the options of "up" and "audit verify" into the environment the server reads; sourced, never run.
# shellcheck shell=bash

settings() {
  local verb=$1 urls=""; shift
  port="" data="$HEARTH_ROOT/data" keys="" demo=true database=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --data|--data=*)         option --data "$@"; data=$value ;;
      --keys|--keys=*)         option --keys "$@"; keys=$value ;;
      --database|--database=*) option --database "$@"; database=$value ;;
      --port|--port=*)
        [ "$verb" = up ] || refuse "\"$verb\" does not know \"$1\"."
        option --port "$@"; port=$value
        [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || refuse "--port wants a number from 1 to 65535, not \"$port\"." ;;
      --urls|--urls=*)
        [ "$verb" = up ] || refuse "\"$verb\" does not know \"$1\"."
        option --urls "$@"; urls=$value ;;
      --no-demo)
        [ "$verb" = up ] || refuse "\"$verb\" does not know \"$1\"."
        demo=false; taken=1 ;;
      *) refuse "\"$verb\" does not know \"$1\"." ;;
    esac
    shift "$taken"
  done
  [ -z "$port" ] || [ -z "$urls" ] || refuse "--urls already says the port; leave --port out."
  urls=${urls:-http://localhost:${port:-8080}}
  first_url "$urls"

  data=$(realpath -m -- "$data")
  keys=$(realpath -m -- "${keys:-$(dirname -- "$data")/keys}")
  case "$keys/" in "$data/"*) refuse "The keys may not lie inside the data folder: a copy of one would be a copy of both." ;; esac
  case "$data/" in "$keys/"*) refuse "The data may not lie inside the keys folder: a copy of one would be a copy of both." ;; esac

  export Hearth__Data=$data Hearth__Keys=$keys ASPNETCORE_URLS=$urls Hearth__Demo=$demo
  [ -z "$database" ] || postgres "$database"
}

# The first address listened on: where this script asks whether the server answers.
first_url() {
  local url=${1%%;*}
  [[ $url =~ ^(https?)://(\[[^]]*\]|[^:/]+)(:([0-9]+))?/?$ ]] || refuse "--urls wants addresses as in http://0.0.0.0:8080, not \"$url\"."
  scheme=${BASH_REMATCH[1]} host=${BASH_REMATCH[2]} port=${BASH_REMATCH[4]}
  [ -n "$port" ] || { [ "$scheme" = https ] && port=443 || port=80; }
  case "$host" in '*'|+|0.0.0.0|'[::]') host=localhost ;; \[*) host=${host#[}; host=${host%]} ;; esac
}

# "./hearth database" wrote four connections down. The one given on the command line needs no password:
# when it is the one written there, the whole of them is taken from the file, and none shows in "ps".
postgres() {
  local file="$keys/database.conf" name value written=""
  export Hearth__Database=$1
  if [ -r "$file" ]; then
    written=$(sed -n 's/^Database=//p' "$file")
    if [ "$1" = "$written" ] || [ "$1" = "$(without_password "$written")" ]; then
      while IFS='=' read -r name value; do
        case "$name" in Database|KeysDatabase|DatabaseOwner|KeysDatabaseOwner) export "Hearth__$name=$value" ;; esac
      done <"$file"
      return 0
    fi
  fi
  [ -n "${Hearth__KeysDatabase:-}" ] ||
    fail "The keys need a database of their own, and nothing here says which." \
      "Let \"./hearth database --superuser …\" make both and write them down in $file," \
      "or set Hearth__KeysDatabase, Hearth__DatabaseOwner and Hearth__KeysDatabaseOwner yourself."
}
without_password() { printf '%s' "$1" | sed -E 's/;?Password=[^;]*//I'; }

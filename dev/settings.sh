# Turns the options of a verb into the environment the server reads; sourced, never run.
# shellcheck shell=bash

# Where "./hearth install" puts a house. Its verbs find it there, unless they are told of another.
HEARTH_ETC=${HEARTH_ETC:-/etc/hearth}

settings() {
  local verb=$1 urls=""; shift
  port="" port_given="" data="" keys="" demo=true database="" manual="" installed=false lan=false let_anyone_in=false
  while [ $# -gt 0 ]; do
    case "$1" in
      --data|--data=*)         option --data "$@"; data=$value ;;
      --keys|--keys=*)         option --keys "$@"; keys=$value ;;
      --database|--database=*) option --database "$@"; database=$value ;;
      --settings|--settings=*) option --settings "$@"; manual=$value ;;
      --port|--port=*|--urls|--urls=*|--no-demo|--lan|--let-anyone-in)
        [ "$verb" = up ] || refuse "\"$verb\" does not know \"$1\"."
        case "$1" in
          --port*) option --port "$@"; port=$value
            [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || refuse "--port wants a number from 1 to 65535, not \"$port\"." ;;
          --urls*) option --urls "$@"; urls=$value ;;
          --no-demo) demo=false; taken=1 ;;
          --lan) lan=true; taken=1 ;;
          --let-anyone-in) let_anyone_in=true; taken=1 ;;
        esac ;;
      *) refuse "\"$verb\" does not know \"$1\"." ;;
    esac
    shift "$taken"
  done
  [ -z "$port" ] || [ -z "$urls" ] || refuse "--urls already says the port; leave --port out."
  ! $lan || [ -z "$urls" ] || refuse "--lan finds its own address; leave --urls out."
  ! $let_anyone_in || $lan || refuse "--let-anyone-in belongs to --lan."
  if $lan && $demo && ! $let_anyone_in; then
    refuse "The demo lets whoever reaches it in as anyone. --lan opens it to everybody in this network: say so with --let-anyone-in, or leave the demo out with --no-demo."
  fi
  # A house that was installed, when nobody speaks of another.
  if [ "$verb" != up ] && [ -z "$data$keys$manual" ] && [ -r "$HEARTH_ETC/house.conf" ]; then
    installed=true
    # shellcheck source=/dev/null
    source "$HEARTH_ETC/house.conf"
    data=$HOUSE_DATA keys=$HOUSE_KEYS manual=$HEARTH_ETC/appsettings.json
  fi
  port_given=$port
  urls=${urls:-http://localhost:${port:-8080}}
  first_url "$urls"

  data=$(realpath -m -- "${data:-$HEARTH_ROOT/data}")
  keys=$(realpath -m -- "${keys:-$(dirname -- "$data")/keys}")
  case "$keys/" in "$data/"*) refuse "The keys may not lie inside the data folder: a copy of one would be a copy of both." ;; esac
  case "$data/" in "$keys/"*) refuse "The data may not lie inside the keys folder: a copy of one would be a copy of both." ;; esac

  export Hearth__Data=$data Hearth__Keys=$keys ASPNETCORE_URLS=$urls Hearth__Demo=$demo
  [ -z "$database" ] || export Hearth__Database=$database
  manual=${manual:+$(realpath -m -- "$manual")}
}

# The first address listened on: where a script asks whether the server answers.
first_url() {
  local url=${1%%;*}
  [[ $url =~ ^(https?)://(\[[^]]*\]|[^:/]+)(:([0-9]+))?/?$ ]] || refuse "--urls wants addresses as in http://0.0.0.0:8080, not \"$url\"."
  scheme=${BASH_REMATCH[1]} host=${BASH_REMATCH[2]} port=${BASH_REMATCH[4]}
  [ -n "$port" ] || { [ "$scheme" = https ] && port=443 || port=80; }
  case "$host" in '*'|+|0.0.0.0|'[::]') host=localhost ;; \[*) host=${host#[}; host=${host%]} ;; esac
}

# program: where the published server is, in $folder. An installed house has its own; else it is built.
program() {
  if $installed; then folder=$(readlink -f -- "$HOUSE_PROGRAM/current")
  else folder=$("$HEARTH_ROOT/dev/build"); fi
}

# ask_server VERB…: one of the server's own verbs. Its words are the answer; what the framework logs is not.
ask_server() {
  local given=(--contentRoot "$folder/server") code=0
  [ -z "$manual" ] || given+=(--settings "$manual")
  Hearth__Demo=false DOTNET_EnableDiagnostics=0 \
    dotnet "$folder/server/Hearth.Server.dll" "${given[@]}" "$@" || code=$?
  # Root asked; what was made by it is the house's all the same.
  if $installed && [ -e "$keys/root.key" ] && [ "$(stat -c %u "$keys/root.key")" != "$(stat -c %u "$keys")" ]; then chown --reference="$keys" "$keys/root.key"; fi
  return "$code"
}

# A house whose server runs: by its own word, or by systemd's.
lives() {
  ! $installed || ! systemctl is-active --quiet hearth 2>/dev/null || return 0
  runs "$(cat "$data/run/server.pid" 2>/dev/null || true)" 'Hearth\.Server'
}

# "./hearth up --lan": an address that a phone in the same network can reach, and a certificate for it. Sourced by dev/up.
# shellcheck shell=bash

# The certificate is signed by an authority that is made for it, may sign for this one address alone, and
# whose key is thrown away at once: a phone that trusts it trusts nothing but this house, here.
lan_certificate() {
  local folder=$1 address=$2 work
  if [ -s "$folder/address" ] && [ "$(cat "$folder/address")" = "$address" ] && openssl x509 -in "$folder/house.pem" -noout -checkend 172800 >/dev/null 2>&1; then return 0; fi
  work=$(mktemp -d "$(dirname -- "$folder")/lan.XXXXXX")
  {
    printf '[authority]\nbasicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n'
    printf 'nameConstraints=critical,permitted;IP:%s/255.255.255.255,permitted;DNS:invalid,permitted;email:invalid\n' "$address"
    printf '[house]\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=IP:%s\nauthorityKeyIdentifier=keyid\n' "$address"
  } >"$work/extensions"
  (
    cd "$work"
    openssl ecparam -name prime256v1 -genkey -noout -out authority.key
    openssl ecparam -name prime256v1 -genkey -noout -out house.key
    # Thirty days: long enough to try it, too short to be forgotten on a phone.
    openssl req -new -key authority.key -subj "/CN=Hearth on $address" -out authority.csr
    openssl x509 -req -in authority.csr -signkey authority.key -days 30 -sha256 -extfile extensions -extensions authority -out authority.pem
    openssl req -new -key house.key -subj "/O=Hearth" -out house.csr
    openssl x509 -req -in house.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 30 -sha256 -extfile extensions -extensions house -out house.pem
    rm -f authority.key
    cat authority.pem >>house.pem
    printf '%s' "$address" >address
  ) >"$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; rm -rf "$work"; fail "The certificate for $address could not be made."; }
  rm -f "$work"/*.csr "$work/extensions" "$work"/*.srl "$work/log"
  rm -rf "$folder"; mv "$work" "$folder"
}

# The first address that is neither loopback nor a container's, on the way to everywhere else if there is one.
lan_address() {
  local found
  found=$(ip -4 -o route get 198.51.100.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p')
  [ -n "$found" ] || found=$(ip -4 -o addr show scope global up 2>/dev/null | awk '{sub("/.*", "", $4); print $4; exit}')
  printf '%s' "$found"
}

lan_up() {
  "$HEARTH_ROOT/dev/install" lan 9>&-
  host=$(lan_address)
  [ -n "$host" ] || fail "This machine is in no network." "Join one (the same as the phone's) and run this again."
  # Addresses that no stranger reaches: inside a network, or made for examples.
  case "$host" in
    10.*|192.168.*|169.254.*|192.0.2.*|198.51.100.*|203.0.113.*) ;;
    172.1[6-9].*|172.2[0-9].*|172.3[01].*|100.6[4-9].*|100.[7-9][0-9].*|100.1[01][0-9].*|100.12[0-7].*) ;;
    *) fail "The whole Internet may reach this machine ($host), and --lan is for the people in one's own network." "A house for everybody is installed: docs/operate.md." ;;
  esac
  port=${port_given:-8443} scheme=https
  lan_certificate "$data/run/lan" "$host"
  export ASPNETCORE_URLS="https://$host:$port"
  export Hearth__Certificate="$data/run/lan/house.pem" Hearth__CertificateKey="$data/run/lan/house.key"
  export Hearth__Lan__Address=$host Hearth__Lan__Authority="$data/run/lan/authority.pem" Hearth__Lan__LetAnyoneIn=$let_anyone_in
}

lan_words() {
  local address="https://$host:$port"
  ! $demo || address="$address/demo"
  ask_server square "$address" 2>/dev/null || true
  printf '  %s\n\n' "$address"
  cat <<WORDS
A phone in this network can point its camera at the square. Its browser will warn that the certificate is
not one it knows, which is true: this machine made it a moment ago, for this address alone, for 30 days.

  To try it quickly    go on past the warning ("Advanced", "Proceed"; on an iPhone "Show Details",
                       "visit this website"). Android's Chrome then lends camera and sound. An iPhone
                       may refuse the room's line until it trusts the certificate:
  To trust it          open https://$host:$port/lan-certificate on the phone.
                       iPhone: Settings, Profile Downloaded, Install; then General, About, Certificate
                       Trust Settings, and switch it on. Android: Settings, Security, Install a certificate,
                       CA certificate. Check that it is this one; take it off again afterwards:
                       $(openssl x509 -in "$Hearth__Lan__Authority" -noout -fingerprint -sha256 | sed 's/.*=//')

It can sign for $host and nothing else, and its key is already gone. Passkeys do not work on an address
without a name; signing in with a password and a code does.
WORDS
  if $let_anyone_in; then printf '\nThe doors of the demo stand open: everybody in this network can come in as anyone, see and hear\neverything. Let nobody say anything of their own in it.\n'; fi
}

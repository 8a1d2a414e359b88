# What run.sh, test.sh and bench.sh share: find or install what they need, and build. Written for bash 3.2, which macOS ships.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs="$root/artifacts/logs"
mkdir -p "$logs" || { echo "The folder of the repository must be writable: $root" >&2; exit 1; }

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
# Worker processes of msbuild would outlive the command and hold its files.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

stop() {
  echo "$1" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# The .NET SDK keeps its packages under HOME, which cron and some containers leave unset or unwritable.
need_home() {
  if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
    HOME=$(eval echo "~$(id -un)")
    [ -w "$HOME" ] || HOME="$root/artifacts/home"
    mkdir -p "$HOME"
    export HOME
  fi
}

need_dotnet() {
  need_home
  if ! has dotnet; then
    local folder
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      [ -x "$folder/dotnet" ] && PATH="$folder:$PATH" && export PATH && break
    done
  fi
  has dotnet || stop "The .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and try again."
  (cd "$root" && dotnet --version) >/dev/null 2>&1 || stop "The .NET 10 SDK is missing: 'dotnet --list-sdks' shows none that global.json accepts."
}

# Runs a command as root when that is possible without asking anybody.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

apt_install() {
  has apt-get || return 1
  [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; } || return 1
  echo "Installing $* (log: artifacts/logs/install.log)"
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
      { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
  } >>"$logs/install.log" 2>&1 </dev/null
}

brew_install() {
  has brew || return 1
  echo "Installing $* (log: artifacts/logs/install.log)"
  brew install "$@" >>"$logs/install.log" 2>&1 </dev/null
}

# The same places as the sandbox looks at.
has_postgres() {
  local folder
  has initdb && has pg_ctl && return 0
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
    /Applications/Postgres.app/Contents/Versions/*/bin /usr/local/pgsql/bin; do
    [ -x "$folder/initdb" ] && return 0
  done
  return 1
}

# Debian's package makes and starts a server of its own; nobody asked for that one, so it is told not to while it is installed.
apt_install_postgres() {
  local settings=/etc/postgresql-common/createcluster.conf result
  apt_install postgresql-common || return 1
  as_root cp -p "$settings" "$settings.before" || return 1
  echo "create_main_cluster = false" | as_root tee -a "$settings" >/dev/null
  apt_install postgresql
  result=$?
  as_root mv "$settings.before" "$settings"
  return $result
}

need_postgres() {
  has_postgres && return 0
  apt_install_postgres || brew_install postgresql@17 || true
  has_postgres || stop "PostgreSQL is missing: install its server programs (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17)."
}

has_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    # Ubuntu's chromium-browser is a stub that only tells of a snap: it has to answer.
    has "$name" && "$name" --version >/dev/null 2>&1 </dev/null && return 0
  done
  return 1
}

need_browser() {
  has_browser && return 0
  apt_install chromium fonts-liberation || brew_install --cask chromium || true
  has_browser || stop "A browser is missing: install Chromium or Google Chrome (Debian: apt-get install chromium fonts-liberation)."
}

# Steps the wall clock of a node in the fault runs; without it they leave the clocks alone, and say so.
need_faketime() {
  ls /usr/lib/*/faketime/libfaketime.so.1 >/dev/null 2>&1 || apt_install libfaketime || echo "libfaketime is missing: the fault runs do not step clocks."
}

# A pooler in transaction mode, for the test of nodes behind one.
need_pooler() {
  has pgbouncer || [ -x /usr/sbin/pgbouncer ] || apt_install pgbouncer || brew_install pgbouncer || echo "PgBouncer is missing (Debian: apt-get install pgbouncer): the test of nodes behind a pooler fails."
}

# Debian's package starts a server as it is installed, unless a policy says no.
apt_install_without_starting() {
  local policy=/usr/sbin/policy-rc.d result
  if [ -e "$policy" ]; then
    apt_install "$@"
    return
  fi
  has apt-get && printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod 755 "$policy" || return 1
  apt_install "$@"
  result=$?
  as_root rm -f "$policy"
  return $result
}

# nginx, and what the tests beside need that follow README.md on a machine to throw away.
need_proxy() {
  has nginx || [ -x /usr/sbin/nginx ] || apt_install_without_starting nginx-light || brew_install nginx || echo "nginx is missing (Debian: apt-get install nginx-light): the tests behind a proxy are skipped."
  { has ip || [ -x /usr/sbin/ip ]; } && has curl && has openssl && has jq || apt_install iproute2 curl openssl jq || echo "ip, curl, openssl or jq is missing: tests of the docs' commands are skipped."
}

# Two builds at once would write the same files.
lock_build() {
  local lock="$root/artifacts/.build-lock" holder
  until mkdir "$lock" 2>/dev/null; do
    holder=$(cat "$lock/pid" 2>/dev/null)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$lock"
    else
      sleep 1
    fi
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$root/artifacts/.build-lock"' EXIT
}

unlock_build() {
  rm -rf "$root/artifacts/.build-lock"
  trap - EXIT
}

# build WHAT [OPTIONS]: quiet unless it fails.
build() {
  local result
  lock_build
  (cd "$root" && dotnet build "$@" --nologo --verbosity quiet) >"$logs/build.log" 2>&1 </dev/null
  result=$?
  unlock_build
  if [ "$result" != 0 ]; then
    grep -E ': (error|warning) |error :|MSB[0-9]+' "$logs/build.log" | sort -u | head -40 >&2 || true
    echo "The build failed (log: artifacts/logs/build.log)." >&2
  fi
  return "$result"
}

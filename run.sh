#!/usr/bin/env bash
# Starts everything on this machine, private PostgreSQL and RingCentral simulator included: ./run.sh --help tells the options.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/.ci/lib.sh"

need_dotnet
need_postgres
[ -t 1 ] && echo "Building …"
build src/RingCentral.Connect.Sandbox || exit 1
exec dotnet "$root/artifacts/bin/RingCentral.Connect.Sandbox/debug/RingCentral.Connect.Sandbox.dll" "$@"

#!/usr/bin/env bash
# The benchmarks: a table on screen, JSON under artifacts/bench. Usage: ./bench.sh [name]
set -u
. "$(dirname "${BASH_SOURCE[0]}")/.ci/lib.sh"

need_dotnet
need_postgres
build tests/RingCentral.Connect.Benchmarks -c Release || exit 1
cd "$root" && exec dotnet artifacts/bin/RingCentral.Connect.Benchmarks/release/RingCentral.Connect.Benchmarks.dll "$@"

#!/bin/sh
# The benchmarks: a table on screen, JSON under artifacts/bench. Usage: ./bench.sh [name]
set -eu
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
exec dotnet run -c Release --project tests/RingCentral.Connect.Benchmarks -- "$@"

#!/usr/bin/env bash
# Every test, or those whose full name contains the first argument. Logs, reports and screenshots lie under artifacts/.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/.ci/lib.sh"

filter=${1:-}
results="$root/artifacts/test-results"
passed=0 failed=0 skipped=0 fallen=

finish() {
  [ -z "$fallen" ] || printf 'Failed:\n%s\n' "$fallen"
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
  exit
}

# One number of the report of a test project, 0 when the project did not live to write it.
count_of() {
  sed -n 's/.*<Counters [^>]*[ ]'"$2"'="\([0-9]*\)".*/\1/p' "$1" 2>/dev/null | head -n 1 | grep . || echo 0
}

check_format() {
  if ! (cd "$root" && dotnet format RingCentral.Connect.sln --verify-no-changes --no-restore) >"$logs/format.log" 2>&1 </dev/null; then
    cat "$logs/format.log"
    echo "format: run 'dotnet format' (log: artifacts/logs/format.log)"
    failed=$((failed + 1))
  fi
}

# Each test that failed and the first lines of why: what follows its name and is indented deeper.
failures_in() {
  awk '/\[FAIL\]$/ { print; left = 16; next }
    !/^      / { left = 0 }
    left-- > 0 { print substr($0, 1, 500) }' "$1"
}

run_project() {
  local name=$1 dll="$root/artifacts/bin/$1/debug/$1.dll" report="$results/$1.trx" log="$logs/$1.log" code good bad skip
  rm -f "$report"
  set -- -noLogo -noColor -result-trx "$report"
  [ -n "$filter" ] && set -- "$@" -method "*$filter*"
  (cd "$root" && dotnet "$dll" "$@") >"$log" 2>&1 </dev/null
  code=$?
  good=$(count_of "$report" passed) bad=$(count_of "$report" failed) skip=$(count_of "$report" notExecuted)
  # A project that crashed, or whose fixtures failed, has not passed, whatever it counted.
  if [ "$code" != 0 ] && [ "$bad" = 0 ]; then
    bad=1
  fi
  if [ "$bad" != 0 ]; then
    cat "$log"
    # Named once more at the end, where a log that was cut short still shows them.
    fallen="$fallen$(failures_in "$log" | grep . || echo "    $name ended with code $code")"$'\n'
  fi
  [ -n "$filter" ] && [ $((good + bad + skip)) = 0 ] || echo "$name: $good passed, $bad failed, $skip skipped"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

need_dotnet
need_postgres
need_browser
need_faketime
need_pooler
need_proxy
rm -rf "$results"
mkdir -p "$results"
if ! build RingCentral.Connect.sln; then
  failed=1
  finish
fi

[ -n "$filter" ] || check_format
for project in "$root"/tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  # The test kit is a library and has nothing to run.
  [ -f "$root/artifacts/bin/$name/debug/$name.runtimeconfig.json" ] && run_project "$name"
done
finish

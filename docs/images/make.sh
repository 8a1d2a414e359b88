#!/usr/bin/env bash
# Makes the pictures of the README anew, from a sandbox in which a few things have gone wrong.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/../../.ci/lib.sh"

need_dotnet
need_postgres
need_browser
build tests/RingCentral.Connect.EndToEndTests || exit 1
cd "$root" && dotnet artifacts/bin/RingCentral.Connect.EndToEndTests/debug/RingCentral.Connect.EndToEndTests.dll -noLogo -noColor -class "*ReadmePictureTests" || exit 1
cp artifacts/pictures/*.png docs/images/

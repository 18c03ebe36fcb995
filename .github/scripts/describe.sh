#!/bin/sh
# Write the pull request's description and check its articles, without any token.
# Environment: PROPOSAL (the work tree), ARTICLES (their names, NUL between), BODY.
set -eu
cd "$PROPOSAL"
# The package is the one that is installed, not what may lie on the branch.
export PYTHONSAFEPATH=1

# What articles say may stand in the log, and must not be taken for commands: it goes
# to the same stream as the marks, since the runner reads both side by side.
mark=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$mark"
described=true
checked=true
xargs -0 python -m pelican_aireport.review < "$ARTICLES" 2>&1 > "$BODY" ||
    described=false
xargs -0 aireport check < "$ARTICLES" 2>&1 || checked=false
printf '\n::%s::\n' "$mark"

echo "checked=$checked" >> "$GITHUB_OUTPUT"
if [ "$described" = false ]; then
    echo "::warning::An article could not be read; the description lacks it."
fi
if [ "$checked" = false ]; then
    echo "::notice::aireport check did not pass; see the log above."
fi

#!/bin/sh
# Write the pull request's description and check its articles, without any token.
# Environment: PROPOSAL (the work tree), ARTICLES (their names, NUL between), BODY.
set -eu
cd "$PROPOSAL"
# The package is the one that is installed, not what may lie on the branch.
export PYTHONSAFEPATH=1

xargs -0 python -m pelican_aireport.review < "$ARTICLES" > "$BODY" ||
    echo "::warning::An article could not be read; the description lacks it."

if xargs -0 aireport check < "$ARTICLES"; then
    echo "checked=true" >> "$GITHUB_OUTPUT"
else
    echo "checked=false" >> "$GITHUB_OUTPUT"
    echo "::notice::aireport check did not pass; see the log above."
fi

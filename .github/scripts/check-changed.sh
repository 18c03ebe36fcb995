#!/bin/sh
# Check the articles that differ from where the branch began; nothing is installed
# where there are none. Argument: the commit of the base.
set -eu
changed=$(mktemp)
# A renamed article that was edited as well counts as new.
git diff --name-only -z --no-renames --diff-filter=AM "$1...HEAD" \
    -- 'content/reports/*.md' > "$changed"
if [ ! -s "$changed" ]; then
    echo "No article has changed."
    exit 0
fi
python -m pip install --quiet .
xargs -0 aireport check < "$changed"

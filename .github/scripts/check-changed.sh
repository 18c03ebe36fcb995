#!/bin/sh
# Check the articles that differ from where the branch began; nothing else is
# installed or run where there are none. Argument: the commit of the base.
set -eu
changed=$(mktemp)
git diff --name-only -z --diff-filter=AM "$1...HEAD" -- 'content/reports/*.md' > "$changed"
if [ ! -s "$changed" ]; then
    echo "No article has changed."
    exit 0
fi
python -m pip install --quiet .
xargs -0 aireport check < "$changed"

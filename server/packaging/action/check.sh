#!/usr/bin/env bash
# Runs `referral check` in a workflow. Takes PATHS, with one on each line, ARGUMENTS and FORMAT from action.yml.
set -uo pipefail

read -r -a words <<< "$ARGUMENTS"
check() {
    printf '%s\n' "$PATHS" | referral check --files-from - --format "$FORMAT" ${words[@]+"${words[@]}"}
}

if [ "$FORMAT" = sarif ]; then
    report=$RUNNER_TEMP/referral.sarif
    check > "$report"
    code=$?
    echo "sarif=$report" >> "$GITHUB_OUTPUT"
    exit $code
fi
check

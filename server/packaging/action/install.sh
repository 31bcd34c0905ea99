#!/usr/bin/env bash
# Puts `referral` on the path of a workflow: the program that was named, else that of a release, checked against its sum.
# Takes PROGRAM, VERSION and REPOSITORY from action.yml, and from GitHub what it says of the runner.
set -euo pipefail

home=$RUNNER_TEMP/referral
mkdir -p "$home/bin"
ending=
if [ "$RUNNER_OS" = Windows ]; then ending=.exe; fi

if [ -n "$PROGRAM" ]; then
    cp "$PROGRAM" "$home/bin/referral$ending"
else
    case $RUNNER_OS-$RUNNER_ARCH in
        Linux-X64) archive=referral-x86_64-unknown-linux-musl.tar.gz ;;
        Linux-ARM64) archive=referral-aarch64-unknown-linux-musl.tar.gz ;;
        macOS-X64) archive=referral-x86_64-apple-darwin.tar.gz ;;
        macOS-ARM64) archive=referral-aarch64-apple-darwin.tar.gz ;;
        Windows-X64) archive=referral-x86_64-pc-windows-msvc.zip ;;
        *)
            echo "::error::there is no release of referral for $RUNNER_OS on $RUNNER_ARCH; name a program with \`program\`"
            exit 1
            ;;
    esac
    gh release download "$VERSION" --repo "$REPOSITORY" --dir "$home" --clobber --pattern "$archive" --pattern SHA256SUMS
    cd "$home"
    sum=$(command -v sha256sum > /dev/null && echo sha256sum || echo 'shasum -a 256')
    # An empty list of sums would be found to be right.
    grep -F "  $archive" SHA256SUMS > SUM
    $sum --check SUM
    case $archive in
        *.zip) unzip -q -o "$archive" ;;
        *) tar -xzf "$archive" ;;
    esac
    cp "${archive%%.*}/referral$ending" bin/
fi
"$home/bin/referral$ending" --version
echo "$home/bin" >> "$GITHUB_PATH"

# Words and small tools shared by the scripts. Sourced, never run.
# shellcheck shell=bash

say() { printf '\033[1m%s\033[0m\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# Runs a command as root: directly, or through sudo when we are somebody else.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "This needs root: run it as root, install sudo, or run it yourself: $*"
  fi
}

# Where cargo puts what it builds, which is not always ./target.
target_dir() {
  printf '%s\n' "${CARGO_TARGET_DIR:-$PWD/target}"
}

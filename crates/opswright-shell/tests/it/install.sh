#!/usr/bin/env bash
# Puts a program where it belongs.
set -euo pipefail

readonly VERSION="${VERSION:-1.4.0}"
target=${1:-/usr/local/bin}
parts=(linux "$(uname -m)" 'static build')
parts+=(extra)
declare -A names=([one]=1 [two]="$VERSION")

usage() {
  cat <<USAGE >&2
usage: ${0##*/} [folder]   (version $VERSION, built $(date +%F))
USAGE
  return 2
}

fetch() {
  local url="https://example.com/${VERSION%.*}/$1" tries=0
  until curl --fail --location --output "$2" "$url" || (( ++tries > 3 )); do
    sleep $((2 ** tries)); echo "again: $tries" >&2
  done
}

case "${2-}" in
  -h | --help) usage ;;
  --quiet) exec > /dev/null 2>&1 ;;
  *) : ;;
esac

if [[ $(id -u) -ne 0 && ! -w $target ]] || ! command -v curl >/dev/null; then
  echo 'cannot write, or no curl' >&2
  exit 1
elif [ -n "${DEBUG:-}" ]; then set -x
fi

for part in "${parts[@]}" *.tar.{gz,xz}; do
  [[ $part =~ ^(linux|darwin)[-_](.+)$ ]] && echo "${BASH_REMATCH[1]}"
  while IFS= read -r line; do printf '%s\n' "${line//\"/\\\"}"; done < <(tar tf "$part" 2>/dev/null)
done

fetch "$target" "$(mktemp)" | tee >(wc -c) &
wait; names[three]=3; echo "é ${#names[@]} `basename "$0"` $'\t' ${!names[*]}"

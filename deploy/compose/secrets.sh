#!/usr/bin/env bash
# Makes the secrets that compose.yaml mounts. What exists stays: the author key must never change by accident, because
# the keys of authors are derived from it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p secrets
for name in db-password author-key grafana-password; do
  if [[ ! -s secrets/$name ]]; then
    # Readable inside the containers, whose users have ids of their own; the folder is not readable for other users.
    head -c 32 /dev/urandom | base64 | tr -d '=+/\n' >"secrets/$name"
    chmod 0444 "secrets/$name"
    echo "made secrets/$name"
  fi
done
chmod 0700 secrets

#!/usr/bin/env bash
# Makes the secrets that compose.yaml mounts. What exists stays: the author key must never change by accident, because
# the keys of authors are derived from it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p secrets
for name in db-password author-key grafana-password admin-key session-secret orders-key; do
  if [[ ! -s secrets/$name ]]; then
    # Readable inside the containers, whose users have ids of their own; the folder is not readable for other users.
    head -c 32 /dev/urandom | base64 | tr -d '=+/\n' >"secrets/$name"
    chmod 0444 "secrets/$name"
    echo "made secrets/$name"
  fi
done
# Services get hashes of keys only. Add entries of your own: name, sha256 of the key, roles (write, read, admin).
if [[ ! -s secrets/access-keys ]]; then
  hash=$(sha256sum <secrets/admin-key | cut -d' ' -f1)
  printf '[{"name": "admin", "sha256": "%s", "roles": ["admin"]}]\n' "$hash" >secrets/access-keys
  chmod 0444 secrets/access-keys
  echo "made secrets/access-keys; the key for the page and the APIs is in secrets/admin-key"
fi
chmod 0700 secrets

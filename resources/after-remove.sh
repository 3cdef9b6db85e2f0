#!/bin/sh
# After the package is gone: what electron-builder's own script takes back, and a word about what stays.
set -e
if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
else
  rm -f '/usr/bin/${executable}'
fi
profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser >/dev/null 2>&1; then apparmor_parser --remove "$profile" || true; fi
  rm -f "$profile"
fi
case "$1" in
  remove | purge)
    echo 'Atrium is removed. What each person synced and wrote stays in ~/.config/Atrium; delete that folder to remove it too.'
    ;;
esac

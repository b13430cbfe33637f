#!/bin/sh
# Meson's scan-build target calls this: findings are errors.
exec scan-build --status-bugs -o build-lint/findings "$@"

#!/bin/sh
# Meson's scan-build target calls this: findings are errors. The leak checker knows nothing of
# g_autoptr and g_steal_pointer; leaks are found by the sanitizers.
exec scan-build --status-bugs -disable-checker unix.Malloc "$@"

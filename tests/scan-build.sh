#!/bin/sh
# Meson's scan-build target calls this: findings are errors. Two checkers know nothing of g_autoptr
# and g_steal_pointer, and take them for leaks and dead stores; leaks are found by the sanitizers.
exec scan-build --status-bugs -disable-checker unix.Malloc -disable-checker deadcode.DeadStores "$@"

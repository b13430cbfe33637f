#pragma once

#include <glib.h>

/** What libFuzzer calls with each input; always returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

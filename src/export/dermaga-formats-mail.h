#pragma once

#include "export/dermaga-format-private.h"

G_BEGIN_DECLS

G_END_DECLS

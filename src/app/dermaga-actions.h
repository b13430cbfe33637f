#pragma once

#include "app/dermaga-application.h"

G_BEGIN_DECLS

/**
 * dermaga_actions_add: gives the program its own actions ("app.about") and all keys.
 * @language: the language that was chosen, "" for the desktop's own
 */
void dermaga_actions_add (DermagaApplication *application, const char *language);

G_END_DECLS

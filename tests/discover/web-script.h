#pragma once

#include "net/dermaga-web.h"

G_BEGIN_DECLS

/* Stands in for net/dermaga-web: a web that is a table. What is not in it has no name. */

void web_script_clear (void);
/** 200 with that body. @url: with its query */
void web_script_add (const char *url, const char *body);
/** The same, after redirects to @final_url. */
void web_script_add_moved (const char *url, const char *final_url, const char *body);
void web_script_add_problem (const char *url, DermagaSourceProblem problem, guint status);
/** 401 with that scheme in WWW-Authenticate. */
void web_script_add_challenge (const char *url, const char *scheme);
/** No answer to that address before web_script_release(). */
void web_script_hold (const char *url, DermagaWebPhase phase);
void web_script_release (const char *url);
/** How often it was fetched; of %NULL, all together. */
guint web_script_count (const char *url);

G_END_DECLS

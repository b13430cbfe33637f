#pragma once

#include "app/dermaga-page.h"

G_BEGIN_DECLS

/** DermagaBeside: the pages beside the steps. */
typedef enum {
  DERMAGA_BESIDE_PORT,
  DERMAGA_BESIDE_SIGNIN,
  DERMAGA_BESIDE_LEARN,
  DERMAGA_BESIDE_PRACTICE,
} DermagaBeside;

#define DERMAGA_N_BESIDE (DERMAGA_BESIDE_PRACTICE + 1)

/** dermaga_beside_get_name: by which the window's stack knows the page. */
const char *dermaga_beside_get_name (DermagaBeside beside);
/** dermaga_beside_new: (transfer floating): the page. */
DermagaPage *dermaga_beside_new (DermagaBeside beside, DermagaWizard *wizard);
/** dermaga_beside_set_open: whether a new window opens the page again. */
void dermaga_beside_set_open (DermagaBeside beside, DermagaWizard *wizard, gboolean open);
/** dermaga_beside_find_open: the page that is open, or -1. */
int dermaga_beside_find_open (DermagaWizard *wizard);

G_END_DECLS

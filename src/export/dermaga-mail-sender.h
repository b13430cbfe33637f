#pragma once

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/**
 * dermaga_mail_name_is_plain:
 * @name: not empty
 *
 * Returns: whether it is of letters, digits and single blanks (and "'" and "-"), which stand for
 * themselves in a header and in all files
 */
gboolean dermaga_mail_name_is_plain (const char *name);

/**
 * dermaga_mail_sender:
 *
 * The sender as a header of a message names it, "Toko Maju <toko@contoh.example>". A name
 * that is not plain is encoded, so that it means nothing to any file.
 *
 * Returns: (transfer full): the sender
 */
char *dermaga_mail_sender (const DermagaSettings *settings);

G_END_DECLS
